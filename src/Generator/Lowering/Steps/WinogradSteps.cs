using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Fast;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>A step of a convolution that multiplies in the transformed domain.</summary>
internal abstract record WinogradStep(Node Node, Winograd Algorithm) : ConvStep(Node)
{
    protected Value TransformedInput => new(ValueKind.TransformedInput, Node);

    protected Value TransformedOutput => new(ValueKind.TransformedOutput, Node);

    protected Value TransformedGradient => new(ValueKind.TransformedGradient, Node);

    protected Value TransformedInputGradient => new(ValueKind.TransformedInputGradient, Node);
}

/// <summary>Bᵀ d B of every tile of the input.</summary>
internal sealed record TransformInput(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => $"V(tile) = Bᵀ · {Input.Name}(tile) · B";

    public override string Suffix => "TransformInput";

    public override IEnumerable<Value> Reads => [Value.Activation(Input)];

    public override IEnumerable<Value> Writes => [TransformedInput];
}

/// <summary>For each of a tile's multiplications, the product of the tiles' channels with the transformed filters.</summary>
internal sealed record MultiplyTiles(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => "M(p, tile, k) = Σ(c) V(p, tile, c) · U(p, c, k)";

    public override string Suffix => "Multiply";

    public override IEnumerable<Value> Reads => [TransformedInput, Weights];

    public override IEnumerable<Value> Writes => [TransformedOutput];
}

/// <summary>Aᵀ M A of every tile, and the bias: the convolution's output.</summary>
internal sealed record TransformOutput(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => $"{Node.Name}(tile) = Aᵀ · M(tile) · A{(Layer.Bias ? " + b" : "")}";

    public override string Suffix => "TransformOutput";

    public override IEnumerable<Value> Reads => Layer.Bias ? [TransformedOutput, new(ValueKind.Biases, Node)] : [TransformedOutput];

    public override IEnumerable<Value> Writes => [Value.Activation(Node)];
}

/// <summary>A p Aᵀ of every tile of the output's gradient.</summary>
internal sealed record TransformGradient(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => $"P(tile) = A · d{Node.Name}(tile) · Aᵀ";

    public override string Suffix => "TransformGradient";

    public override IEnumerable<Value> Reads => [Value.Gradient(Node)];

    public override IEnumerable<Value> Writes => [TransformedGradient];
}

/// <summary>For each of a tile's multiplications, the product of the tiles' gradients with the transposed transformed filters.</summary>
internal sealed record MultiplyGradientTiles(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => "W(p, tile, c) = Σ(k) P(p, tile, k) · U(p, c, k)";

    public override string Suffix => "MultiplyGradient";

    public override IEnumerable<Value> Reads => [TransformedGradient, Weights];

    public override IEnumerable<Value> Writes => [TransformedInputGradient];
}

/// <summary>B V Bᵀ of every tile, added where tiles overlap: the gradient by the convolution's input.</summary>
internal sealed record TransformInputGradient(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => $"d{Input.Name}(tile) += B · W(tile) · Bᵀ";

    public override string Suffix => "TransformInputGradient";

    public override IEnumerable<Value> Reads => [TransformedInputGradient];

    public override IEnumerable<Value> Writes => [Value.Gradient(Input)];
}

/// <summary>For each of a tile's multiplications, the sum over tiles of input times gradient; then Gᵀ U G: the gradient by the weights.</summary>
internal sealed record WinogradBackwardWeights(Node Node, Winograd Algorithm) : WinogradStep(Node, Algorithm)
{
    public override string Formula => "dw = Gᵀ · D · G, D(p, c, k) = Σ(n, tile) V(p, tile, c) · P(p, tile, k)";

    public override string Suffix => "BackwardWeights";

    public override IEnumerable<Value> Reads => [TransformedInput, TransformedGradient];

    public override IEnumerable<Value> Writes => [new(ValueKind.WeightsGradient, Node)];
}
