using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>Parts of a convolution's output, each a sum over some of the taps: where filters are deep and positions few, one product would keep few threads busy for long.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">Its sizes.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Weights">Its filters.</param>
/// <param name="Tile">How the product is divided, into how many parts among it.</param>
/// <param name="Parts">Image by image, the parts one after the other.</param>
internal sealed record ConvForwardParts(Node Node, ConvGeometry Geometry, Value Input, Value Weights, ProductTile Tile, Value Parts) : ConvStep(Node, Geometry)
{
    public override string Formula => $"parts(part, i, j, k) = Σ(u, v, c of the part) w(u, v, c, k) · {Short(Input)}{Geometry.Tap}";

    public override string Suffix => "ForwardParts";

    public override IReadOnlyList<Value> Reads => [Input, Weights];

    public override IReadOnlyList<Value> Writes => [Parts];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Weights = other(Weights), Parts = other(Parts) };
}

/// <summary>The sums of those parts, in order, with the biases.</summary>
/// <param name="Forward">The convolution.</param>
/// <param name="Splits">How many parts.</param>
/// <param name="Parts">The parts.</param>
internal sealed record SumForward(ConvForward Forward, int Splits, Value Parts) : Step(Forward.Node)
{
    public override string Formula => $"{Short(Forward.Output)}(i, j, k) = {(Forward.Biases is null ? "" : "b(k) + ")}{(Forward.Factors is null ? "" : "f(k) · ")}Σ(part) parts(part, i, j, k)";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => Present(Parts, Forward.Biases, Forward.Factors);

    public override IReadOnlyList<Value> Writes => [Forward.Output];

    public override Step Of(Func<Value, Value> other) => this with { Forward = (ConvForward)Forward.Of(other), Parts = other(Parts) };
}

/// <summary>What every position of the output gradient gives to each input of its window: a plain product, which computes nothing twice and nothing for the border.</summary>
internal sealed record ConvBackwardColumns(Node Node, ConvGeometry Geometry, Value Gradient, Value Weights, Value Columns) : ConvStep(Node, Geometry)
{
    public override string Formula => $"columns(i, j, (u, v, c)) = Σ(k) w(u, v, c, k) · {Short(Gradient)}(i, j, k)";

    public override string Suffix => "BackwardColumns";

    public override IReadOnlyList<Value> Reads => [Gradient, Weights];

    public override IReadOnlyList<Value> Writes => [Columns];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Weights = other(Weights), Columns = other(Columns) };
}

/// <summary>The sum, at every input, of what the positions whose windows hold it give.</summary>
internal sealed record OverlapColumns(Node Node, ConvGeometry Geometry, Value Columns, Value Output) : ConvStep(Node, Geometry)
{
    public override string Formula => $"{Short(Output)}{Geometry.Tap} += columns(i, j, (u, v, c))";

    public override string Suffix => "BackwardInput";

    public override IReadOnlyList<Value> Reads => [Columns];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Columns = other(Columns), Output = other(Output) };
}

/// <summary>Parts of the gradient by the weights, each a sum over some of the positions: there is too little work in one product of so few results.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">Its sizes.</param>
/// <param name="Input">What the layer read.</param>
/// <param name="Gradient">The gradient of its output.</param>
/// <param name="Tile">How the product is divided, into how many parts among it.</param>
/// <param name="WithBiases">Whether a further row has the sums of the gradients, which are those of the biases.</param>
/// <param name="Output">The parts one after the other; where there is one, the gradient itself.</param>
/// <param name="Biases">Where there is one part, the gradient of the biases; else null.</param>
internal sealed record ConvBackwardParts(Node Node, ConvGeometry Geometry, Value Input, Value Gradient, ProductTile Tile, bool WithBiases, Value Output, Value? Biases) : ConvStep(Node, Geometry)
{
    /// <summary>Rows of a part.</summary>
    public int Rows => Geometry.Reduction + (WithBiases ? 1 : 0);

    /// <summary>How the positions of all images are divided.</summary>
    public SumDivision Division => new(Geometry.Output.Pixels, Tile.Depth, Tile.Splits);

    public override string Formula =>
        $"dw(part, u, v, c, k) = Σ(n, i, j of the part) {Short(Input)}{Geometry.Tap} · {Short(Gradient)}(i, j, k){(WithBiases ? $"; db(part, k) = Σ(n, i, j of the part) {Short(Gradient)}(i, j, k)" : "")}";

    public override string Suffix => Tile.Splits == 1 ? "BackwardWeights" : "BackwardParts";

    public override IReadOnlyList<Value> Reads => [Input, Gradient];

    public override IReadOnlyList<Value> Writes => Present(Output, Biases);

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Gradient = other(Gradient), Output = other(Output), Biases = Maybe(Biases, other) };
}

/// <summary>The sums of the parts, in order.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Parts">The parts one after the other.</param>
/// <param name="Division">How many there are.</param>
/// <param name="Weights">The gradient of the weights.</param>
/// <param name="Biases">The gradient of the biases; null if they are summed elsewhere.</param>
internal sealed record SumParts(Node Node, Value Parts, SumDivision Division, Value Weights, Value? Biases) : Step(Node)
{
    public override string Formula => $"{Short(Weights)} = Σ(part) dw(part, ·){(Biases is null ? "" : $"; {Short(Biases)} = Σ(part) db(part, ·)")}";

    public override string Suffix => "BackwardWeights";

    public override IReadOnlyList<Value> Reads => [Parts];

    public override IReadOnlyList<Value> Writes => Present(Weights, Biases);

    public override Step Of(Func<Value, Value> other) => this with { Parts = other(Parts), Weights = other(Weights), Biases = Maybe(Biases, other) };
}
