using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>A step of a convolution.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">Its sizes.</param>
internal abstract record ConvStep(Node Node, ConvGeometry Geometry) : Step(Node)
{
    /// <summary>The filter with the pads that its input must have.</summary>
    public virtual Window Reach => Geometry.Window;
}

/// <summary>y = w * x + b.</summary>
internal sealed record ConvForward(Node Node, ConvGeometry Geometry, Value Input, Value Weights, Value? Biases, Value Output) : ConvStep(Node, Geometry)
{
    /// <summary>What the weights of each filter are multiplied by while they are packed: a batch normalisation that was folded in.</summary>
    public Value? Factors { get; init; }

    public override string Formula =>
        $"{Short(Output)}(i, j, k) = {(Biases is null ? "" : "b(k) + ")}Σ(u, v, c) {(Factors is null ? "" : "f(k) · ")}w(u, v, c, k) · {Short(Input)}{Geometry.Tap}";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => Present(Input, Weights, Biases, Factors);

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with
    {
        Input = other(Input),
        Weights = other(Weights),
        Biases = Maybe(Biases, other),
        Factors = Maybe(Factors, other),
        Output = other(Output),
    };
}

/// <summary>The gradient by the input: every position of the output gradient spreads over its window, times the weights.</summary>
internal sealed record ConvBackwardInput(Node Node, ConvGeometry Geometry, Value Gradient, Value Weights, Value Output) : ConvStep(Node, Geometry)
{
    public override string Formula => $"{Short(Output)}{Geometry.Tap} += Σ(k) w(u, v, c, k) · {Short(Gradient)}(i, j, k)";

    public override string Suffix => "BackwardInput";

    public override IReadOnlyList<Value> Reads => [Gradient, Weights];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Weights = other(Weights), Output = other(Output) };
}

/// <summary>The gradient by the weights: the sum over all positions of input window times output gradient.</summary>
internal sealed record ConvBackwardWeights(Node Node, ConvGeometry Geometry, Value Input, Value Gradient, Value Output) : ConvStep(Node, Geometry)
{
    public override string Formula => $"dw(u, v, c, k) = Σ(n, i, j) {Short(Input)}{Geometry.Tap} · {Short(Gradient)}(i, j, k)";

    public override string Suffix => "BackwardWeights";

    public override IReadOnlyList<Value> Reads => [Input, Gradient];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Gradient = other(Gradient), Output = other(Output) };
}
