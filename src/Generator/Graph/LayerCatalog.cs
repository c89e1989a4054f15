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
        ["Concat"] = arguments => new Concat(arguments.Inputs),
        ["BatchNorm"] = BatchNormOf,
        ["Scale"] = arguments => new Scale(arguments.Flag("Bias", true), arguments.Frozen()),
        ["Dropout"] = arguments => new Dropout(arguments.Number("Rate", 0.5, value => value is >= 0 and < 1, "from 0 to below 1", "use 0.5")),
        ["Function"] = arguments => new OwnFunction(arguments.Function!, arguments.Inputs),
        ["Lrn"] = arguments => new Lrn(
            arguments.Size("Window"),
            arguments.Number("Kappa", 2, IsPositive, "a finite number above 0", "use 2, or leave it out"),
            arguments.Number("Alpha", 1e-4, IsFinite, "a finite number, 0 or more", "use 1e-4, or leave it out"),
            arguments.Number("Beta", 0.75, IsFinite, "a finite number, 0 or more", "use 0.75, or leave it out")),
        ["Softmax"] = _ => new Softmax(),
        ["SoftmaxLoss"] = arguments => new SoftmaxLoss(arguments.Number("Weight", 1, IsPositive, "a finite number above 0", "use 1, or remove the layer"), arguments.Flag("AveragePixels", false)),
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
            arguments.Frozen());
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
