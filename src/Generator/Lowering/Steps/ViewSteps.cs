using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>Maps one after the other along an axis.</summary>
internal sealed record Join(Node Node, Axes Along, IReadOnlyList<Value> Inputs, Value Output) : Step(Node)
{
    public override string Formula
    {
        get
        {
            string place = Along switch
            {
                Axes.Rows => "(·, j, k)",
                Axes.Columns => "(i, ·, k)",
                _ => "(i, j, ·)",
            };
            return $"{Short(Output)}{place} = {string.Join(", ", Inputs.Select(input => $"{Short(input)}{place}"))}";
        }
    }

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => Inputs;

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Inputs = Each(Inputs, other), Output = other(Output) };
}

/// <summary>Some channels of a map.</summary>
internal sealed record Slice(Node Node, Value Input, int Channel, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, k) = {Short(Input)}(i, j, k{(Channel == 0 ? "" : $" + {Channel}")})";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>Pixels of a map at equal distances.</summary>
/// <param name="StrideY">Rows from one to the next.</param>
/// <param name="StrideX">Columns from one to the next.</param>
/// <param name="Top">The row of the first; below 0 where it lies in padding.</param>
/// <param name="Left">The column of the first.</param>
internal sealed record PixelGrid(int StrideY, int StrideX, int Top, int Left)
{
    /// <summary>The pixel (i, j) of the grid.</summary>
    public string At => $"({Place("i", StrideY, Top)}, {Place("j", StrideX, Left)}, k)";

    /// <summary>Whether each of the grid's pixels lies on a map.</summary>
    public bool LiesOn(Shape map, Shape grid) =>
        Top >= 0 && Left >= 0 && ((grid.Height - 1L) * StrideY) + Top < map.Height && ((grid.Width - 1L) * StrideX) + Left < map.Width;

    private static string Place(string index, int stride, int first) => FormattableString.Invariant(
        $"{(stride == 1 ? "" : $"{stride}")}{index}{(first == 0 ? "" : first > 0 ? $" + {first}" : $" - {-first}")}");
}

/// <summary>The pixels of a grid; 0 where these lie outside the map.</summary>
internal sealed record TakePixels(Node Node, PixelGrid Grid, Value Input, Value Output, string Suffix) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, k) = {Short(Input)}{Grid.At}";

    public override string Suffix { get; } = Suffix;

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>A map put on the pixels of a grid; 0 elsewhere.</summary>
internal sealed record PutPixels(Node Node, PixelGrid Grid, Value Input, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}{Grid.At} = {Short(Input)}(i, j, k), 0 elsewhere";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>The elements of a map in their order, as one of other extents; one of the two has a single pixel.</summary>
internal sealed record Reshape(Node Node, Value Input, Value Output, string Suffix) : Step(Node)
{
    public override string Formula => $"{Short(Output)} = the elements of {Short(Input)} in their order";

    public override string Suffix { get; } = Suffix;

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}
