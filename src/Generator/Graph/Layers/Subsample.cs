using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Every so many pixels of a map: a convolution without filters.</summary>
internal sealed record Subsample(Window Extent, bool Bias, bool Frozen) : Layer
{
    public override string Kind => "subsample";

    public override Window Window => Extent;

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input) =>
        Bias ? [new(name, "Biases", [("channels", input.Channels)], 0, 0, Frozen ? ParameterUpdate.Fixed : ParameterUpdate.Gradient)] : [];

    public override string Summary(Shape input) => System.FormattableString.Invariant($"one pixel of {Extent.StrideY}×{Extent.StrideX}");
}
