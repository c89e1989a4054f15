using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A bank of linear filters over all input channels.</summary>
internal sealed record Conv(
    Window Extent, int Filters, bool Bias, double WeightsLearningRate = 1, double BiasesLearningRate = 1, double WeightsDecay = 1, double BiasesDecay = 1) : Layer
{
    public override string Kind => "conv";

    public override string PropertyType => "ConvLayer";

    public override Window Window => Extent;

    public override Shape Output(Shape input) => new(Extent.OutputHeight(input.Height), Extent.OutputWidth(input.Width), Filters);

    public override IEnumerable<ParameterArray> Parameters(Shape input)
    {
        yield return new("Weights", [Extent.Height, Extent.Width, input.Channels, Filters], Extent.Height * Extent.Width * input.Channels, WeightsLearningRate, WeightsDecay);
        if (Bias)
            yield return new("Biases", [Filters], 0, BiasesLearningRate, BiasesDecay);
    }

    public override string Summary(Shape input) => FormattableString.Invariant($"conv {Extent}×{Filters}");
}
