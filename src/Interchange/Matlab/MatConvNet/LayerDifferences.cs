using System.Globalization;

namespace Kiln.Interchange.Matlab;

/// <summary>Finds where a file's layers compute something else than the network's with the same parameters.</summary>
internal static class LayerDifferences
{
    /// <summary>All differences.</summary>
    /// <param name="layers">The file's layers.</param>
    /// <param name="network">The network.</param>
    /// <param name="pairs">Which layers with parameters belong together.</param>
    public static IEnumerable<string> Of(IReadOnlyList<MatConvNetLayer> layers, NetworkDescription network, IReadOnlyList<LayerPair> pairs)
    {
        foreach (LayerPair pair in pairs)
        {
            LayerDescription? declared = network.Layers.FirstOrDefault(layer => layer.ParametersOf == pair.Wanted);
            if (declared is { Kind: "conv" } && pair.Given.Type == "conv")
            {
                foreach (string difference in Convolution(pair.Given, declared))
                    yield return difference;
            }
        }

        // Layers without parameters are compared in order, if there are as many.
        foreach ((MatConvNetLayer given, LayerDescription declared) in InOrder(layers, network, "pool", layer => layer.Kind is "maxpool" or "avgpool" or "globalavgpool" or "globalmaxpool"))
        {
            foreach (string difference in Pool(given, declared))
                yield return difference;
        }

        foreach ((MatConvNetLayer given, LayerDescription declared) in InOrder(layers, network, "lrn", layer => layer.Kind == "lrn"))
        {
            double[] param = given.Option("param"), ours = [declared.Option("Window"), declared.Option("Kappa"), declared.Option("Alpha"), declared.Option("Beta")];
            if (param.Length == 4 && param.Zip(ours).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6 * Math.Abs(pair.Second)))
                yield return $"{given.Name} has {Text(param)} for window, κ, α and β, but {declared.Name} has {Text(ours)}";
        }
    }

    private static IEnumerable<string> Convolution(MatConvNetLayer given, LayerDescription declared)
    {
        WindowDescription window = declared.Window;
        double[] stride = Pair(given.Option("stride"), 1), pad = Sides(given.Option("pad")), dilate = Pair(given.Option("dilate"), 1);
        if (!stride.SequenceEqual([window.StrideY, window.StrideX]))
            yield return Told("stride", stride, given, declared, [window.StrideY, window.StrideX]);
        if (!pad.SequenceEqual([window.PadTop, window.PadBottom, window.PadLeft, window.PadRight]))
            yield return Told("pad (top, bottom, left, right)", pad, given, declared, [window.PadTop, window.PadBottom, window.PadLeft, window.PadRight]);
        if (!dilate.SequenceEqual([window.DilationY, window.DilationX]))
            yield return Told("dilation", dilate, given, declared, [window.DilationY, window.DilationX]);
    }

    /// <summary>Padding is left out: converters add some at the far sides in place of rounding up, where it often changes nothing.</summary>
    private static IEnumerable<string> Pool(MatConvNetLayer given, LayerDescription declared)
    {
        string method = given.Options.TryGet(0, "method", out MatValue? value) && value is MatText text ? text.Value : "max";
        if (declared.Kind.Contains("avg", StringComparison.Ordinal) != (method == "avg"))
            yield return $"{given.Name} pools by {method}, but {declared.Name} is a {declared.Kind}";
        if (declared.Window.IsWholeMap)
            yield break;

        double[] size = given.Option("pool") is { Length: > 0 } pool ? pool : given.Option("poolSize");
        double[] stride = Pair(given.Option("stride"), 1);
        if (size.Length > 0 && !Pair(size, 1).SequenceEqual([declared.Window.Height, declared.Window.Width]))
            yield return Told("window", Pair(size, 1), given, declared, [declared.Window.Height, declared.Window.Width]);
        if (!stride.SequenceEqual([declared.Window.StrideY, declared.Window.StrideX]))
            yield return Told("stride", stride, given, declared, [declared.Window.StrideY, declared.Window.StrideX]);
    }

    private static IEnumerable<(MatConvNetLayer Given, LayerDescription Declared)> InOrder(
        IReadOnlyList<MatConvNetLayer> layers, NetworkDescription network, string type, Func<LayerDescription, bool> isOfKind)
    {
        MatConvNetLayer[] given = [.. layers.Where(layer => layer.Type == type)];
        LayerDescription[] declared = [.. network.Layers.Where(isOfKind)];
        return given.Length == declared.Length ? given.Zip(declared) : [];
    }

    private static string Told(string what, double[] given, MatConvNetLayer layer, LayerDescription declared, double[] ours) =>
        $"{layer.Name} has {what} {Text(given)}, but {declared.Name} has {Text(ours)}";

    private static string Text(double[] values) => string.Join(" ", values.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)));

    /// <summary>One number for both axes, or one each.</summary>
    private static double[] Pair(double[] values, double standard) => values switch { [] => [standard, standard], [double both] => [both, both], _ => values };

    /// <summary>One number for all sides, two for rows and columns, or four.</summary>
    private static double[] Sides(double[] values) => values switch
    {
        [] => [0, 0, 0, 0],
        [double all] => [all, all, all, all],
        [double rows, double columns] => [rows, rows, columns, columns],
        _ => values,
    };
}
