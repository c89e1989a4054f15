namespace Kiln.Checkpoints;

/// <summary>Decides which arrays of a file go into a network, by name and extents, and keeps account of all of them.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="network">The network.</param>
internal sealed class ArrayMatching(string file, NetworkDescription network)
{
    private readonly HashSet<ParameterDescription> loaded = [], seen = [];
    private readonly List<string> unused = [], misfits = [];

    /// <summary>What is wrong where no array at all goes into the network; null otherwise.</summary>
    public string? Problem => loaded.Count > 0 ? null
        : misfits.Count > 0 ? $"has nothing for {network.ClassName}: {Listed(misfits)}"
        : $"has nothing for {network.ClassName}: it has {Listed(unused)}, where arrays of the same names are looked for: {Listed([.. network.Parameters.Select(array => array.Name)])}";

    /// <summary>The network's array of a name; null if it has none.</summary>
    public ParameterDescription? Find(string name) => network.Parameters.FirstOrDefault(array => array.Name == name);

    /// <summary>Whether an array of the file goes into one of the network's.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="given">Its extents there.</param>
    /// <param name="array">The network's of that name; null if it has none.</param>
    /// <param name="wanted">The extents that it would have in the file.</param>
    /// <param name="unreadable">Why its values cannot be read; null if they can.</param>
    public bool Takes(string name, IEnumerable<long> given, ParameterDescription? array, IEnumerable<int> wanted, string? unreadable = null)
    {
        if (array is null)
        {
            unused.Add($"{name} {Text(given)}".TrimEnd());
            return false;
        }

        seen.Add(array);
        string? misfit = unreadable
            ?? (given.SequenceEqual(wanted.Select(extent => (long)extent)) ? null : $"is {Text(given)} in the file, but {string.Join("×", wanted)} in {network.ClassName}");
        if (misfit is null)
            return loaded.Add(array);

        misfits.Add($"{name} {misfit}");
        return false;
    }

    /// <summary>The account.</summary>
    public LoadReport Report() => new(
        file,
        network.ClassName,
        [
            .. network.Parameters.Where(loaded.Contains).GroupBy(array => array.Layer)
                .Select(layer => new LoadedLayer(layer.Key, layer.Key, LayerMatch.Name, [.. layer.Select(array => $"{array.Role} {string.Join("×", array.Dimensions)}")])),
        ],
        unused)
    {
        Missing = [.. network.Parameters.Where(array => !seen.Contains(array)).Select(array => $"{array.Name} {string.Join("×", array.Dimensions)}")],
        Misfits = misfits,
    };

    private static string Text(IEnumerable<long> extents) => string.Join("×", extents);

    private static string Listed(IReadOnlyList<string> lines)
    {
        const int Most = 6;
        return lines.Count == 0 ? "none" : string.Join(", ", lines.Take(Most)) + (lines.Count > Most ? $" and {lines.Count - Most} more" : "");
    }
}
