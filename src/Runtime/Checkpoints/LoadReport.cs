using System.Text;

namespace Kiln.Checkpoints;

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

/// <summary>What became of the parameters of a file, and of those of the network that they were loaded into.</summary>
/// <param name="File">The file.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Loaded">The network's layers of which something was loaded.</param>
/// <param name="Unused">What only the file has.</param>
public sealed record LoadReport(string File, string Network, IReadOnlyList<LoadedLayer> Loaded, IReadOnlyList<string> Unused)
{
    /// <summary>The arrays that only the network has, for example <c>Scores.Weights 1×1×512×3</c>: they are as before.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What file and network both have, but with other extents, each with both: these arrays of the network are as before too.</summary>
    public IReadOnlyList<string> Misfits { get; init; } = [];

    /// <summary>Where the file computes something else with the same parameters: another padding, step or normalisation. The network computes what it declares.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>All of it, in lines.</summary>
    public override string ToString() => Text(eachLayer: true);

    /// <summary>In lines how many layers were loaded, and all that was not.</summary>
    public string Summary => Text(eachLayer: false);

    private string Text(bool eachLayer)
    {
        StringBuilder text = new();
        text.Append($"{Network}: {Loaded.Count} {(Loaded.Count == 1 ? "layer" : "layers")} loaded from {File}{Counts()}");
        foreach (LoadedLayer layer in eachLayer ? Loaded : [])
            text.Append($"\n  {layer.FileLayer} → {layer.Layer}: {string.Join(", ", layer.Arrays)}");

        (string Words, IReadOnlyList<string> Lines)[] others = [("as before", Missing), ("does not fit", Misfits), ("not used", Unused), ("differs", Differences)];
        foreach ((string words, IReadOnlyList<string> lines) in others)
            foreach (string line in lines)
                text.Append($"\n{words}: {line}");

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
