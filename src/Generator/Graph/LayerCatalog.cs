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
            arguments.Factor("WeightsLearningRate", 1),
            arguments.Factor("BiasesLearningRate", 1),
            arguments.Factor("WeightsDecay", 1),
            arguments.Factor("BiasesDecay", 1)),
        ["MaxPool"] = Pool,
        ["Relu"] = _ => new Relu(),
        ["SoftmaxLoss"] = _ => new SoftmaxLoss(),
    };

    /// <summary>The known kinds, sorted.</summary>
    public static IEnumerable<string> Kinds => Factories.Keys;

    /// <summary>The layer that a line declares; null if its kind is unknown. It is usable if no problem was added.</summary>
    public static Layer? Create(LayerDeclaration declaration, ICollection<Problem> problems)
    {
        if (Factories.TryGetValue(declaration.Kind, out Func<LayerArguments, Layer>? factory))
            return factory(new LayerArguments(declaration, problems));

        problems.Add(new Problem("KILN0112", declaration.Name, null, declaration.Name, declaration.Kind, string.Join(", ", Kinds)));
        return null;
    }

    private static MaxPool Pool(LayerArguments arguments)
    {
        if (!arguments.Has("Size"))
            return new MaxPool(arguments.PixelWindow(arguments.Size("Height"), arguments.Size("Width")));

        int size = arguments.Size("Size");
        return new MaxPool(arguments.PixelWindow(size, size));
    }
}
