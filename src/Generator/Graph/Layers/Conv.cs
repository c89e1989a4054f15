using System;
using System.Collections.Generic;
using System.Globalization;

namespace Kiln.Generator.Graph.Layers;

/// <summary>How the arrays of a layer with filters start and are trained.</summary>
internal sealed record FilterTraining(
    bool Frozen = false,
    double WeightsLearningRateScale = 1,
    double BiasesLearningRateScale = 1,
    double WeightsDecayScale = 1,
    double BiasesDecayScale = 1,
    WeightInitialization Initialization = WeightInitialization.Given,
    double Deviation = 0);

/// <summary>A bank of linear filters over the input channels of their group.</summary>
internal sealed record Conv(Window Extent, int Filters, bool Bias, int Groups, FilterTraining Training) : Layer
{
    /// <summary>Whether it was declared as a dense layer, whose filters are as large as the map.</summary>
    public bool IsDense { get; init; }

    public override string Kind => IsDense ? "dense" : "conv";

    public override string PropertyType => "ConvLayer";

    public override Window Window => Extent;

    public override int Channels(IReadOnlyList<Shape> inputs) => Filters;

    public override Mismatch? Check(IReadOnlyList<Node> inputs)
    {
        foreach ((string what, int count) in new[] { ("filters", Filters), ($"channels of {inputs[0].Identifier}", inputs[0].Shape.Channels) })
        {
            if (count % Groups != 0)
                return new Mismatch("KILN0310", "Groups", Groups.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), what);
        }

        return null;
    }

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input)
    {
        int depth = input.Channels / Groups;
        ParameterUpdate update = Training.Frozen ? ParameterUpdate.Fixed : ParameterUpdate.Gradient;
        yield return new(
            name,
            "Weights",
            [("height", Extent.Height), ("width", Extent.Width), ("input channels", depth), ("filters", Filters)],
            Fan(depth),
            0,
            update,
            Training.WeightsLearningRateScale,
            Training.WeightsDecayScale,
            IsDense ? Filters : Fan(Filters / Groups),
            Training.Initialization,
            Training.Deviation);
        if (Bias)
            yield return new(name, "Biases", [("filters", Filters)], 0, 0, update, Training.BiasesLearningRateScale, Training.BiasesDecayScale);
    }

    public override IEnumerable<(string Name, double Value)> Options => IsDense ? [] : [("Groups", Groups)];

    public override string Summary(Shape input)
    {
        if (IsDense)
            return FormattableString.Invariant($"dense {Filters}");

        string groups = Groups == 1 ? "" : Groups == input.Channels ? ", depthwise" : FormattableString.Invariant($", {Groups} groups");
        string dilation = Extent.DilationY == 1 && Extent.DilationX == 1 ? "" : FormattableString.Invariant($", dilation {Extent.DilationY}×{Extent.DilationX}");
        return FormattableString.Invariant($"conv {Extent}×{Filters}{groups}{dilation}");
    }

    /// <summary>Numbers that a filter's window holds, or those that it feeds.</summary>
    private int Fan(int channels) => (int)Math.Min(int.MaxValue, (long)Extent.Height * Extent.Width * channels);
}
