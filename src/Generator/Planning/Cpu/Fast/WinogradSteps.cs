using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>A step of a convolution that multiplies in the transformed domain.</summary>
internal abstract record WinogradStep(Node Node, ConvGeometry Geometry, Winograd Algorithm) : ConvStep(Node, Geometry)
{
    /// <summary>Tiles of an image.</summary>
    public int Tiles => TilesDown * TilesAlong;

    /// <summary>Tiles along the height; the last may reach beyond the map.</summary>
    public int TilesDown => Algorithm.Tiles(Geometry.Output.Height);

    /// <summary>Tiles along the width.</summary>
    public int TilesAlong => Algorithm.Tiles(Geometry.Output.Width);

    /// <summary>What it writes, where that is tiles; null of a map or a sum over them.</summary>
    public Value? WrittenTiles => this is not (TransformOutput or WinogradForward or TransformInputGradient or WinogradBackward) && Writes[0].IsMap ? Writes[0] : null;

    /// <summary>The last tile reads what it reaches beyond the padded input.</summary>
    public override Window Reach => Geometry.Window with
    {
        PadBottom = Geometry.Window.PadBottom + Algorithm.Overhang(Geometry.Output.Height),
        PadRight = Geometry.Window.PadRight + Algorithm.Overhang(Geometry.Output.Width),
    };
}

/// <summary>Bᵀ d B of every tile of the input.</summary>
internal sealed record TransformInput(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Output) : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => $"V(tile) = Bᵀ · {Short(Input)}(tile) · B";

    public override string Suffix => "TransformInput";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>For each of a tile's multiplications, the product of the tiles' channels with the transformed filters.</summary>
internal sealed record MultiplyTiles(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Weights, Value? Factors, Value Output)
    : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => "M(p, tile, k) = Σ(c) V(p, tile, c) · U(p, c, k)";

    public override string Suffix => "Multiply";

    public override IReadOnlyList<Value> Reads => Present(Input, Weights, Factors);

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Weights = other(Weights), Factors = Maybe(Factors, other), Output = other(Output) };
}

/// <summary>Aᵀ M A of every tile, and the bias: the convolution's output.</summary>
internal sealed record TransformOutput(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value? Biases, Value Output) : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => $"{Short(Output)}(tile) = Aᵀ · M(tile) · A{(Biases is null ? "" : " + b")}";

    public override string Suffix => "TransformOutput";

    public override IReadOnlyList<Value> Reads => Present(Input, Biases);

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Biases = Maybe(Biases, other), Output = other(Output) };
}

/// <summary>The three in one kernel: a few rows of tiles at a time, in memory of the thread's own.</summary>
internal sealed record WinogradForward(
    Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Weights, Value? Factors, Value? Biases, Value Output) : WinogradStep(Node, Geometry, Algorithm)
{
    /// <summary>The tiles that pass between the parts.</summary>
    public Value InputTiles { get; } = new(Node, "TransformedInput", Geometry.Input);

    /// <inheritdoc cref="InputTiles"/>
    public Value OutputTiles { get; } = new(Node, "TransformedOutput", Geometry.Output);

    /// <summary>Its parts in order.</summary>
    public (TransformInput Input, MultiplyTiles Multiply, TransformOutput Output) Parts => (
        new TransformInput(Node, Geometry, Algorithm, Input, InputTiles),
        new MultiplyTiles(Node, Geometry, Algorithm, InputTiles, Weights, Factors, OutputTiles),
        new TransformOutput(Node, Geometry, Algorithm, OutputTiles, Biases, Output));

    public override string Formula
    {
        get
        {
            var parts = Parts;
            return $"{parts.Input.Formula}; {parts.Multiply.Formula}; {parts.Output.Formula}";
        }
    }

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => Present(Input, Weights, Factors, Biases);

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with
    {
        Input = other(Input),
        Weights = other(Weights),
        Factors = Maybe(Factors, other),
        Biases = Maybe(Biases, other),
        Output = other(Output),
    };
}

/// <summary>A p Aᵀ of every tile of the output's gradient.</summary>
internal sealed record TransformGradient(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Gradient, Value Output) : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => $"P(tile) = A · {Short(Gradient)}(tile) · Aᵀ";

    public override string Suffix => "TransformGradient";

    public override IReadOnlyList<Value> Reads => [Gradient];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Output = other(Output) };
}

/// <summary>For each of a tile's multiplications, the product of the tiles' gradients with the transposed transformed filters.</summary>
internal sealed record MultiplyGradientTiles(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Weights, Value Output)
    : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => "W(p, tile, c) = Σ(k) P(p, tile, k) · U(p, c, k)";

    public override string Suffix => "MultiplyGradient";

    public override IReadOnlyList<Value> Reads => [Input, Weights];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Weights = other(Weights), Output = other(Output) };
}

/// <summary>B V Bᵀ of every tile, added where tiles overlap: the gradient by the convolution's input.</summary>
internal sealed record TransformInputGradient(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Output) : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => $"{Short(Output)}(tile) += B · W(tile) · Bᵀ";

    public override string Suffix => "TransformInputGradient";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>For each of a tile's multiplications, the sum over the tiles of all images of input times gradient.</summary>
internal sealed record MultiplyTilesByGradients(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Gradient, Value Output)
    : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => $"D(p, c, k) = Σ(n{(Output.Extent == Extent.Chunk ? " of chunk" : "")}, tile) V(p, tile, c) · P(p, tile, k)";

    public override string Suffix => "MultiplyBackwardWeights";

    public override IReadOnlyList<Value> Reads => [Input, Gradient];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Gradient = other(Gradient), Output = other(Output) };

    /// <summary>Floats from one channel's sums to the next.</summary>
    public static int Pitch(ConvGeometry geometry) => Target.WholeVectors(geometry.Filters);
}

/// <summary>The five of the backward run in one kernel: a few images at a time, in memory of the thread's own. The sums over tiles are those of a chunk of images, so that they do not depend
/// on which thread takes it.</summary>
internal sealed record WinogradBackward(
    Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Gradient, Value Weights, Value Output, Value Sums) : WinogradStep(Node, Geometry, Algorithm)
{
    /// <summary>The tiles that pass between the parts.</summary>
    public Value InputTiles { get; } = new(Node, "TransformedInputAgain", Geometry.Input);

    /// <inheritdoc cref="InputTiles"/>
    public Value GradientTiles { get; } = new(Node, "TransformedGradient", Geometry.Output);

    /// <inheritdoc cref="InputTiles"/>
    public Value InputGradientTiles { get; } = new(Node, "TransformedInputGradient", Geometry.Input);

    /// <summary>Its parts in order.</summary>
    public (TransformInput Input, TransformGradient Gradient, MultiplyTilesByGradients Sum, MultiplyGradientTiles Multiply, TransformInputGradient Output) Parts => (
        new TransformInput(Node, Geometry, Algorithm, Input, InputTiles),
        new TransformGradient(Node, Geometry, Algorithm, Gradient, GradientTiles),
        new MultiplyTilesByGradients(Node, Geometry, Algorithm, InputTiles, GradientTiles, Sums),
        new MultiplyGradientTiles(Node, Geometry, Algorithm, GradientTiles, Weights, InputGradientTiles),
        new TransformInputGradient(Node, Geometry, Algorithm, InputGradientTiles, Output));

    public override string Formula
    {
        get
        {
            var parts = Parts;
            return $"{parts.Input.Formula}; {parts.Gradient.Formula}; {parts.Sum.Formula}; {parts.Multiply.Formula}; {parts.Output.Formula}";
        }
    }

    public override string Suffix => "BackwardTogether";

    public override IReadOnlyList<Value> Reads => [Input, Gradient, Weights];

    public override IReadOnlyList<Value> Writes => [Output, Sums];

    public override Step Of(Func<Value, Value> other) =>
        this with { Input = other(Input), Gradient = other(Gradient), Weights = other(Weights), Output = other(Output), Sums = other(Sums) };
}

/// <summary>Gᵀ D G of every filter and channel: the gradient by the weights. Sums of chunks of images are added up first.</summary>
internal sealed record TransformWeightsGradient(Node Node, ConvGeometry Geometry, Winograd Algorithm, Value Input, Value Output) : WinogradStep(Node, Geometry, Algorithm)
{
    public override string Formula => Input.Extent == Extent.Chunk ? "dw(·, ·, c, k) = Gᵀ · Σ(chunk) D(·, c, k) · G" : "dw(·, ·, c, k) = Gᵀ · D(·, c, k) · G";

    public override string Suffix => "BackwardWeights";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}
