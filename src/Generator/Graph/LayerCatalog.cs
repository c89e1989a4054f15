using System;
using System.Collections.Generic;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>The one registry of layer kinds: from the attribute's name to the layer that its arguments describe.</summary>
internal static class LayerCatalog
{
    private static readonly SortedDictionary<string, Func<LayerArguments, Layer>> Factories = new(StringComparer.Ordinal)
    {
        ["Input"] = arguments => new Input(new Shape(arguments.Size("Height"), arguments.Size("Width"), arguments.Size("Channels"))),
        ["Conv"] = arguments => new Conv(
            arguments.Window(arguments.Size("Height"), arguments.Size("Width"), strideY: 1, strideX: 1),
            arguments.Size("Filters"),
            arguments.Flag("Bias", true),
            arguments.Size("Groups"),
            Training(arguments)),
        ["ConvTranspose"] = arguments => new ConvTranspose(
            arguments.TransposedWindow(arguments.Size("Height"), arguments.Size("Width")),
            arguments.Size("Filters"),
            arguments.Flag("Bias", true),
            arguments.Size("Groups"),
            Training(arguments)),
        ["Subsample"] = arguments => new Subsample(arguments.Window(1, 1, strideY: 1, strideX: 1), arguments.Flag("Bias", false), arguments.Frozen()),
        ["Crop"] = arguments => new Crop(arguments.Pad("Top", 0), arguments.Pad("Bottom", 0), arguments.Pad("Left", 0), arguments.Pad("Right", 0), arguments.Inputs),
        ["Flatten"] = _ => new Flatten(),
        ["Dense"] = arguments => new Dense(arguments.Size("Filters"), arguments.Flag("Bias", true), Training(arguments)),
        ["MaxPool"] = arguments => new MaxPool(Pool(arguments)),
        ["AvgPool"] = arguments => new AvgPool(Pool(arguments)),
        ["GlobalMaxPool"] = _ => new MaxPool(Window.WholeMap),
        ["GlobalAvgPool"] = _ => new AvgPool(Window.WholeMap),
        ["Relu"] = arguments => new Relu(
            arguments.Number("Leak", 0, value => value is >= 0 and < 1, "from 0 to below 1", "use 0.01, or leave it out"),
            arguments.Number("Ceiling", double.PositiveInfinity, value => value > 0, "above 0", "use 6, or leave it out")),
        ["Sigmoid"] = _ => new Sigmoid(),
        ["Tanh"] = _ => new Tanh(),
        ["Add"] = arguments => new Add(arguments.Inputs),
        ["Concat"] = arguments => new Concat(arguments.Inputs, arguments.Axes("Along", Axes.Channels, axes => axes is Axes.Channels or Axes.Rows or Axes.Columns, "Axes.Channels, Axes.Rows or Axes.Columns")),
        ["BatchNorm"] = BatchNormOf,
        ["Scale"] = arguments => arguments.Inputs is var listed && listed > 0
            ? new Scale(Bias: false, Frozen: false, listed)
            : new Scale(arguments.Flag("Bias", true), arguments.Frozen(), 0),
        ["Dropout"] = arguments => arguments.Inputs is var listed && listed > 0
            ? new Dropout(0, Frozen: false, listed)
            : new Dropout(arguments.Number("Rate", 0.5, value => value is >= 0 and < 1, "from 0 to below 1", "use 0.5"), arguments.Flag("Frozen", false), 0),
        ["Function"] = arguments => new OwnFunction(arguments.Function!, arguments.Inputs),
        ["Lrn"] = arguments => new Lrn(
            arguments.Size("Window"),
            arguments.Number("Kappa", 2, IsFinite, "a finite number, 0 or more", "use 2, or leave it out"),
            arguments.Number("Alpha", 1e-4, IsFinite, "a finite number, 0 or more", "use 1e-4, or leave it out"),
            arguments.Number("Beta", 0.75, IsFinite, "a finite number, 0 or more", "use 0.75, or leave it out")),
        ["LpNorm"] = arguments => new LpNorm(arguments.Inputs > 0 ? null : NormOf(arguments, images: true)),
        ["LpNorms"] = arguments => new LpNorms(NormOf(arguments, images: false)),
        ["SpatialNorm"] = arguments => new SpatialNorm(
            arguments.Size("Height"),
            arguments.Size("Width"),
            arguments.Number("Alpha", 10, IsFinite, "a finite number, 0 or more", "use 10, or leave it out"),
            arguments.Number("Beta", 2, IsFinite, "a finite number, 0 or more", "use 2, or leave it out")),
        ["NormOffset"] = arguments => new NormOffset(
            arguments.Number("Alpha", 1, IsFloat, "a finite number", "use 1, or leave it out"),
            arguments.Number("Beta", 0.5, IsFloat, "a finite number", "use 0.5, or leave it out")),
        ["PDist"] = arguments => new PDist(
            arguments.Number("Exponent", 2, IsPositive, "a finite number above 0", "use 2, or leave it out"),
            arguments.Flag("NoRoot", false),
            arguments.Number("Epsilon", 1e-6, IsPositive, "a finite number above 0", "use 1e-6, or leave it out"),
            arguments.Flag("Aggregate", false),
            arguments.Inputs),
        ["BilinearSampler"] = arguments => Listing(arguments, new BilinearSampler()),
        ["AffineGrid"] = arguments => new AffineGrid(arguments.Size("Rows"), arguments.Size("Columns")),
        ["ScalingGrid"] = arguments => new ScalingGrid(arguments.Size("Rows"), arguments.Size("Columns")),
        ["RoiMaxPool"] = arguments => Listing(arguments, new RegionPool(IsMean: false, TilesOf(arguments))),
        ["RoiAvgPool"] = arguments => Listing(arguments, new RegionPool(IsMean: true, TilesOf(arguments))),
        ["Softmax"] = _ => new Softmax(),
        ["SoftmaxLoss"] = arguments => new SoftmaxLoss(Weight(arguments), AveragePixels(arguments)),
        ["LogLoss"] = arguments => new LogLoss(Weight(arguments), AveragePixels(arguments)),
        ["HingeLoss"] = arguments => new HingeLoss(Weight(arguments), AveragePixels(arguments)),
        ["StructuredHingeLoss"] = arguments => new StructuredHingeLoss(Weight(arguments), AveragePixels(arguments)),
        ["ClassError"] = _ => new TopKError(1),
        ["TopKError"] = arguments => new TopKError(arguments.Size("K")),
        ["LogisticLoss"] = arguments => new LogisticLoss(Weight(arguments), AveragePixels(arguments)),
        ["BinaryHingeLoss"] = arguments => new BinaryHingeLoss(Weight(arguments), AveragePixels(arguments)),
        ["BinaryLogLoss"] = arguments => new BinaryLogLoss(Weight(arguments), AveragePixels(arguments)),
        ["BinaryError"] = arguments => new BinaryError(arguments.Number("Threshold", 0, IsFloat, "a finite number", "use 0, or leave it out")),
        ["SquaredLoss"] = arguments => new SquaredLoss(Weight(arguments), AveragePixels(arguments)),
        ["AbsoluteLoss"] = arguments => new AbsoluteLoss(Weight(arguments), AveragePixels(arguments)),
        ["HuberLoss"] = arguments => new HuberLoss(
            arguments.Number("Sigma", 1, IsSigma, "from 1e-9 to 1e9", "use 1, or leave it out"), Weight(arguments), AveragePixels(arguments)),
    };

    /// <summary>The known kinds, sorted.</summary>
    public static IEnumerable<string> Kinds => Factories.Keys;

    /// <summary>The layer that a line declares; null if its kind is unknown. It is usable if no problem was added.</summary>
    public static Layer? Create(LayerDeclaration declaration, ICollection<Problem> problems)
    {
        if (!Factories.TryGetValue(declaration.Kind, out Func<LayerArguments, Layer>? factory))
        {
            problems.Add(new Problem("KILN0112", declaration.Name, null, declaration.Identifier, declaration.Kind, string.Join(", ", Kinds)));
            return null;
        }

        LayerArguments arguments = new(declaration, problems);
        Layer layer = factory(arguments);
        arguments.ReportUnread();
        return layer;
    }

    private static BatchNorm BatchNormOf(LayerArguments arguments)
    {
        arguments.OfOwner("Rate");
        return new BatchNorm(
            arguments.Number("Epsilon", 1e-5, IsPositive, "a finite number above 0", "use 1e-5, or leave it out"),
            arguments.Number("Rate", 0.1, value => value is >= 0 and <= 1, "from 0 to 1", "use 0.1, or leave it out"),
            arguments.Frozen(),
            arguments.Flag("FixedMoments", false));
    }

    private static double Weight(LayerArguments arguments) => arguments.Number("Weight", 1, IsPositive, "a finite number above 0", "use 1, or remove the layer");

    private static bool AveragePixels(LayerArguments arguments) => arguments.Flag("AveragePixels", false);

    /// <summary>Whether both the square and its inverse are normal floats.</summary>
    private static bool IsSigma(double value) => value is >= 1e-9 and <= 1e9;

    private static Norm NormOf(LayerArguments arguments, bool images) => new(
        arguments.Axes(
            "Axes", Axes.Channels, axes => axes != Axes.None && (images || !axes.HasFlag(Axes.Images)),
            images ? "one or more of Axes.Rows, Axes.Columns, Axes.Channels and Axes.Images" : "one or more of Axes.Rows, Axes.Columns and Axes.Channels"),
        arguments.Number("Exponent", 2, value => value >= 1 && IsFloat(value), "a finite number, 1 or more", "use 2, or leave it out"),
        arguments.Number("Epsilon", 0.01, IsPositive, "a finite number above 0", "use 0.01, or leave it out"));

    /// <summary>A layer whose attribute lists a fixed number of inputs.</summary>
    private static Layer Listing(LayerArguments arguments, Layer layer)
    {
        _ = arguments.Inputs;
        return layer;
    }

    private static RegionTiles TilesOf(LayerArguments arguments)
    {
        double scale = Finite("Scale", 1);
        return new RegionTiles(
            arguments.Size("Rows"),
            arguments.Size("Columns"),
            new RegionAxis(Finite("ScaleY", scale), Finite("ShearY", 0), Finite("OffsetY", 0)),
            new RegionAxis(Finite("ScaleX", scale), Finite("ShearX", 0), Finite("OffsetX", 0)));

        double Finite(string name, double unlessGiven) =>
            arguments.Number(name, unlessGiven, IsFloat, "a finite number", FormattableString.Invariant($"use {unlessGiven}, or leave it out"));
    }

    private static FilterTraining Training(LayerArguments arguments) => new(
        arguments.Frozen(),
        arguments.LearningRate("WeightsLearningRateScale"),
        arguments.LearningRate("BiasesLearningRateScale"),
        arguments.Decay("WeightsDecayScale"),
        arguments.Decay("BiasesDecayScale"),
        arguments.Initialization(),
        arguments.Deviation());

    private static Window Pool(LayerArguments arguments)
    {
        if (!arguments.Has("Size"))
            return arguments.PixelWindow(arguments.Size("Height"), arguments.Size("Width"));

        int size = arguments.Size("Size");
        return arguments.PixelWindow(size, size);
    }

    private static bool IsPositive(double value) => value > 0 && IsFloat(value);

    private static bool IsFinite(double value) => value >= 0 && IsFloat(value);

    /// <summary>Whether it is finite as a float too, in which kernels compute.</summary>
    private static bool IsFloat(double value) => !float.IsInfinity((float)value) && !double.IsNaN(value);
}
