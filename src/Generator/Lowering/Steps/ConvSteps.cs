using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>A step of a convolution.</summary>
internal abstract record ConvStep(Node Node) : Step(Node)
{
    public Conv Layer => (Conv)Node.Layer;

    protected Value Weights => new(ValueKind.Weights, Node);

    /// <summary>The input that tap (u, v) of the window at (i, j) meets.</summary>
    protected string Tap => $"({Place("i", Layer.Extent.StrideY, "u", Layer.Extent.PadTop)}, {Place("j", Layer.Extent.StrideX, "v", Layer.Extent.PadLeft)}, c)";

    private static string Place(string position, int stride, string tap, int pad) =>
        FormattableString.Invariant($"{(stride == 1 ? "" : $"{stride}")}{position} + {tap}{(pad == 0 ? "" : $" - {pad}")}");
}

/// <summary>y = w * x + b.</summary>
internal sealed record ConvForward(Node Node) : ConvStep(Node)
{
    public override string Formula => $"{Node.Name}(i, j, k) = {(Layer.Bias ? "b(k) + " : "")}Σ(u, v, c) w(u, v, c, k) · {Input.Name}{Tap}";

    public override string Suffix => "Forward";

    public override IEnumerable<Value> Reads
    {
        get
        {
            yield return Value.Activation(Input);
            yield return Weights;
            if (Layer.Bias)
                yield return new(ValueKind.Biases, Node);
        }
    }

    public override IEnumerable<Value> Writes => [Value.Activation(Node)];
}

/// <summary>The gradient by the input: every position of the output gradient spreads over its window, times the weights.</summary>
internal sealed record ConvBackwardInput(Node Node) : ConvStep(Node)
{
    public override string Formula => $"d{Input.Name}{Tap} += Σ(k) w(u, v, c, k) · d{Node.Name}(i, j, k)";

    public override string Suffix => "BackwardInput";

    public override IEnumerable<Value> Reads => [Value.Gradient(Node), Weights];

    public override IEnumerable<Value> Writes => [Value.Gradient(Input)];
}

/// <summary>The gradient by the weights: the sum over all positions of input window times output gradient.</summary>
internal sealed record ConvBackwardWeights(Node Node) : ConvStep(Node)
{
    public override string Formula => $"dw(u, v, c, k) = Σ(n, i, j) {Input.Name}{Tap} · d{Node.Name}(i, j, k)";

    public override string Suffix => "BackwardWeights";

    public override IEnumerable<Value> Reads => [Value.Activation(Input), Value.Gradient(Node)];

    public override IEnumerable<Value> Writes => [new(ValueKind.WeightsGradient, Node)];
}

/// <summary>The gradient by the biases: the sum of the output gradient over all positions.</summary>
internal sealed record ConvBackwardBiases(Node Node) : ConvStep(Node)
{
    public override string Formula => $"db(k) = Σ(n, i, j) d{Node.Name}(i, j, k)";

    public override string Suffix => "BackwardBiases";

    public override IEnumerable<Value> Reads => [Value.Gradient(Node)];

    public override IEnumerable<Value> Writes => [new(ValueKind.BiasesGradient, Node)];
}
