using System.Text;

namespace Kiln.Interchange.Matlab;

/// <summary>How a layer of a network was found in a file.</summary>
public enum LayerMatch
{
    /// <summary>The caller said so.</summary>
    Given,

    /// <summary>The names are equal.</summary>
    Name,

    /// <summary>The names are equal when only letters and digits count, and capitals do not.</summary>
    LettersOfName,

    /// <summary>It was the next of those left, with the same extents.</summary>
    Order,
}

/// <summary>A layer whose parameters were loaded.</summary>
/// <param name="FileLayer">Its name in the file.</param>
/// <param name="Layer">Its name in the network.</param>
/// <param name="Match">How it was found.</param>
/// <param name="Arrays">What was loaded, for example <c>Weights 3×3×3×64</c>.</param>
public sealed record LoadedLayer(string FileLayer, string Layer, LayerMatch Match, IReadOnlyList<string> Arrays);

/// <summary>What became of a model's parameters.</summary>
/// <param name="Model">The file.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Loaded">The network's layers with parameters, all of which were loaded.</param>
/// <param name="Unused">Layers with parameters that only the file has.</param>
/// <param name="Differences">Where the file computes something else with the same parameters: another padding, step or normalisation. The network computes what it declares.</param>
public sealed record LoadReport(
    string Model, string Network, IReadOnlyList<LoadedLayer> Loaded, IReadOnlyList<string> Unused, IReadOnlyList<string> Differences)
{
    /// <summary>All of it, in lines.</summary>
    public override string ToString() => Text(eachLayer: true);

    /// <summary>In lines how many layers were loaded, what was not used, and what differs.</summary>
    public string Summary => Text(eachLayer: false);

    private string Text(bool eachLayer)
    {
        StringBuilder text = new();
        text.Append($"{Network}: {Loaded.Count} layers loaded from {Model}{Counts()}");
        foreach (LoadedLayer layer in eachLayer ? Loaded : [])
            text.Append($"\n  {layer.FileLayer} → {layer.Layer}: {string.Join(", ", layer.Arrays)}");
        foreach (string layer in Unused)
            text.Append($"\nnot used: {layer}");
        foreach (string difference in Differences)
            text.Append($"\ndiffers: {difference}");

        return text.ToString();
    }

    private string Counts()
    {
        string[] counts =
        [
            .. from layer in Loaded
               group layer by layer.Match into matches
               orderby matches.Key
               select $"{matches.Count()} {Words(matches.Key)}",
        ];
        return counts.Length == 0 ? "" : $" ({string.Join(", ", counts)})";
    }

    private static string Words(LayerMatch match) => match switch
    {
        LayerMatch.Given => "as told",
        LayerMatch.Name => "by name",
        LayerMatch.LettersOfName => "by the letters of their names",
        _ => "in order",
    };
}
