using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>Two kernels become one only where there is a place for both: after all that they read, and before all that reads them.</summary>
public class KernelListTests
{
    private static readonly KernelProgram Program = Programs.Plain("Net", ProgramText.Network("[Conv(8, 8, 2)] ConvLayer Scores"));

    private readonly Value image = Make("image"), a = Make("a"), b = Make("b"), c = Make("c"), d = Make("d");

    [Fact]
    public void AReaderMovesUpToItsWriter()
    {
        Kernel writer = Map(a, image), other = Map(b, image), reader = Map(c, a);
        KernelList list = List(writer, other, reader);

        Assert.True(list.Merge(writer, reader, Both(writer, reader)));
        Assert.Equal([[a, c], [b]], list.Kernels.Select(kernel => kernel.Writes.ToArray()));
        Assert.Equal([null, null, 0, 0], [Place(list, writer), Place(list, reader), Place(list, list.Uses.Writer(a)!), Place(list, list.Uses.Writer(c)!)]);
    }

    [Fact]
    public void AWriterMovesDownToItsReader()
    {
        Kernel writer = Map(a, image), other = Map(b, image), reader = Map(c, a, b);
        KernelList list = List(writer, other, reader);

        Assert.True(list.Merge(writer, reader, Both(writer, reader)));
        Assert.Equal([[b], [a, c]], list.Kernels.Select(kernel => kernel.Writes.ToArray()));
    }

    [Fact]
    public void AMergeThatWouldReadAValueBeforeItIsWrittenIsRefused()
    {
        // The reader needs b, and b needs what the writer computes: neither place serves.
        Kernel writer = Map(a, image), between = Map(b, a), reader = Map(c, a, b);
        KernelList list = List(writer, between, reader);

        Assert.False(list.Merge(writer, reader, Both(writer, reader)));
        Assert.Equal([writer, between, reader], list.Kernels);
        Assert.Equal([between, reader], list.Uses.Readers(a));
        Assert.Same(writer, list.Uses.Writer(a));
    }

    [Fact]
    public void AWriterWithALaterReaderMovesDown()
    {
        Kernel writer = Map(a, image), other = Map(b, image), reader = Map(c, a, b), late = Map(d, a);
        KernelList list = List(writer, other, reader, late);

        Assert.True(list.Merge(writer, reader, Both(writer, reader)));
        Assert.Equal([[b], [a, c], [d]], list.Kernels.Select(kernel => kernel.Writes.ToArray()));
        Assert.Equal([late], list.Uses.Readers(a));
    }

    [Fact]
    public void DefinitionsAndUsesFollowReplacements()
    {
        Kernel writer = Map(a, image), reader = Map(b, a), other = Map(b, image);
        KernelList list = List(writer, reader);

        list.Replace(reader, other);
        Assert.Same(other, list.Uses.Writer(b));
        Assert.Empty(list.Uses.Readers(a));
        Assert.Equal([writer, other], list.Uses.Readers(image));
        Assert.False(list.Uses.Contains(reader));
        Assert.Null(list.Uses.Writer(image));
        Assert.Equal(1, list.Uses.Place(other));

        list.Remove(writer);
        Assert.Null(list[0]);
        Assert.Null(list.Uses.Writer(a));
        Assert.Equal([other], list.Uses.Readers(image));
    }

    [Fact]
    public void WhatTheCallerReadsIsReadElsewhere()
    {
        KernelList list = new([.. Program.Kernels], Program);
        Value scores = Program.Outputs[Program.Graph.Scores];
        Assert.All(list.Uses.Readers(scores), reader => Assert.True(list.IsReadElsewhere(scores, reader)));
        Value gradient = Program.Kernels.SelectMany(kernel => kernel.Writes).Single(value => value.Name == "Scores.BackwardBiasesSums");
        Assert.False(list.IsReadElsewhere(gradient, Assert.Single(list.Uses.Readers(gradient))));
    }

    private static int? Place(KernelList list, Kernel kernel) => list.Uses.Contains(kernel) ? list.Uses.Place(kernel) : null;

    private static Value Make(string role) => new(Program.Graph.Inputs[0], role, Program.Graph.Inputs[0].Shape);

    private static KernelList List(params Kernel[] kernels) => new(kernels, Program);

    private static Kernel Map(Value output, params Value[] operands) =>
        new(Pass.Forward, new MapStep(Program.Graph.Inputs[0], operands.Select((_, index) => (Expression)new Operand(index)).Aggregate((x, y) => x + y), operands, output, "Forward"));

    private static Kernel Both(Kernel writer, Kernel reader) => writer with { Epilogue = [reader.Main] };
}
