using CsCheck;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning;
using Kiln.Generator.Tests.Support;
using Kiln.Networks.Tests.Random;

namespace Kiln.Generator.Tests.Planning;

/// <summary>Maps share memory, but never while both are needed: the program is carried out on memory that knows which map wrote it last.</summary>
public class ArenaPlanTests
{
    [Theory]
    [InlineData("Models.CharacterCnn")]
    [InlineData("Models.SentenceReader")]
    [InlineData("Models.LineReader")]
    public void EveryKernelFindsWhatItReads(string name) => CarryOut(Programs.Compiled(name, Nets.CharacterCnn));

    [Fact]
    public void EveryKernelOfRandomNetworksFindsWhatItReads() => RandomNetworks.Network.Sample(
        network =>
        {
            string text = "using Kiln;\n" + network.Declare("Net");
            CarryOut(Programs.Compiled("Net", text));
            if (network.HasFixedReader)
                CarryOut(Programs.Compiled("NetFixed", text));
            if (network.HasAnyReader)
                CarryOut(Programs.Compiled("NetAny", text));
        },
        iter: 200);

    private static void CarryOut(KernelProgram program)
    {
        NetworkPlan plan = CpuPlan.For(program);
        Memory memory = new(plan.Arena);
        memory.Write(Value.Activation(program.Graph.Input));
        foreach (Kernel kernel in plan.Program.Kernels)
        {
            // What a kernel writes must not lie over what it reads either: its threads are at different places.
            Value[] reads = [.. kernel.Reads.Where(plan.Layouts.ContainsKey)];
            Assert.All(reads, value => memory.Holds(value, kernel.Name));
            foreach (Value value in kernel.Writes.Where(plan.Layouts.ContainsKey))
                memory.Write(value);

            Assert.All(reads.Except(kernel.Writes), value => memory.Holds(value, kernel.Name));
        }

        memory.Holds(Value.Activation(program.Graph.Scores), "the caller of Forward");
        if (program.Graph.Trainable)
            Assert.All(plan.Layouts.Keys.Where(value => value.Kind == ValueKind.Activation), value => memory.Holds(value, "the caller of Output"));
    }

    private sealed class Memory(ArenaPlan arena)
    {
        private readonly Value?[] owners = new Value?[arena.Floats];

        public void Write(Value value)
        {
            ArenaSlot slot = arena.Of(value);
            Assert.Equal(0, slot.Offset % ArenaPlan.Alignment);
            Array.Fill(owners, value, slot.Offset, slot.Floats);
        }

        public void Holds(Value value, string reader)
        {
            ArenaSlot slot = arena.Of(value);
            Assert.True(owners.Skip(slot.Offset).Take(slot.Floats).All(owner => owner == value), $"{value} was overwritten before {reader} read it");
        }
    }
}
