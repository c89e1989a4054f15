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

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => CheckGroups(Groups, Filters, inputs[0]);

    /// <summary>What keeps filters and channels from being divided into groups; null if nothing does.</summary>
    public static Mismatch? CheckGroups(int groups, int filters, Node input)
    {
        foreach ((string what, int count) in new[] { ("filters", filters), ($"channels of {input.Identifier}", input.Shape.Channels) })
        {
            if (count % groups != 0)
                return new Mismatch("KILN0310", "Groups", groups.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), what);
        }

        return null;
    }

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input)
    {
        int depth = input.Channels / Groups;
        return Arrays(
            name, Extent, [("input channels", depth), ("filters", Filters)], Fan(Extent, depth), IsDense ? Filters : Fan(Extent, Filters / Groups), Bias ? Filters : 0, Training);
    }

    /// <summary>The arrays of a layer with filters.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="extent">Rows and columns of a filter.</param>
    /// <param name="channels">The other axes of the weights.</param>
    /// <param name="fanIn">Inputs that one output sums.</param>
    /// <param name="fanOut">Outputs that one input feeds.</param>
    /// <param name="biases">How many; 0 for none.</param>
    /// <param name="training">How they are trained.</param>
    public static IEnumerable<ParameterArray> Arrays(
        string name, Window extent, (string Name, int Extent)[] channels, int fanIn, int fanOut, int biases, FilterTraining training)
    {
        ParameterUpdate update = training.Frozen ? ParameterUpdate.Fixed : ParameterUpdate.Gradient;
        yield return new(
            name,
            "Weights",
            [("height", extent.Height), ("width", extent.Width), .. channels],
            fanIn,
            0,
            update,
            training.WeightsLearningRateScale,
            training.WeightsDecayScale,
            fanOut,
            training.Initialization,
            training.Deviation);
        if (biases > 0)
            yield return new(name, "Biases", [("filters", biases)], 0, 0, update, training.BiasesLearningRateScale, training.BiasesDecayScale);
    }

    /// <summary>Numbers that a filter's window holds, or those that it feeds.</summary>
    public static int Fan(Window extent, int channels) => (int)Math.Min(int.MaxValue, (long)extent.Height * extent.Width * channels);

    public override IEnumerable<(string Name, double Value)> Options => IsDense ? [] : [("Groups", Groups)];

    public override string Summary(Shape input)
    {
        if (IsDense)
            return FormattableString.Invariant($"dense {Filters}");

        string groups = Groups == 1 ? "" : Groups == input.Channels ? ", depthwise" : FormattableString.Invariant($", {Groups} groups");
        string dilation = Extent.DilationY == 1 && Extent.DilationX == 1 ? "" : FormattableString.Invariant($", dilation {Extent.DilationY}×{Extent.DilationX}");
        return FormattableString.Invariant($"conv {Extent}×{Filters}{groups}{dilation}");
    }
}
