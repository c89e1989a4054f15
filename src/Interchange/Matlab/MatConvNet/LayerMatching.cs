using Kiln.Checkpoints;

namespace Kiln.Interchange.Matlab;

/// <summary>A layer of a file and that of a network.</summary>
/// <param name="Given">Of the file.</param>
/// <param name="Wanted">Of the network.</param>
/// <param name="By">How they were found to belong together.</param>
internal sealed record LayerPair(MatConvNetLayer Given, string Wanted, LayerMatch By);

/// <summary>Finds the layers of a network in a file: by what the caller says, by name, by the letters of the name, and in order.</summary>
internal static class LayerMatching
{
    /// <summary>Matches layers.</summary>
    /// <param name="offered">The file's layers with parameters, in order.</param>
    /// <param name="wanted">The network's, in order.</param>
    /// <param name="given">The network's layers by names of the file's.</param>
    /// <param name="fits">Whether extents agree, without which order alone is no reason.</param>
    /// <returns>Pairs in the network's order.</returns>
    public static IReadOnlyList<LayerPair> Match(
        IReadOnlyList<MatConvNetLayer> offered, IReadOnlyList<string> wanted, IReadOnlyDictionary<string, string> given, Func<MatConvNetLayer, string, bool> fits)
    {
        List<MatConvNetLayer> files = [.. offered];
        List<string> layers = [.. wanted];
        List<LayerPair> pairs = [];
        Take(LayerMatch.Given, file => given.GetValueOrDefault(file.Name, ""), layer => layer);
        Take(LayerMatch.Name, file => file.Name, layer => layer);
        Take(LayerMatch.LettersOfName, file => Letters(file.Name), Letters);
        if (files.Count == layers.Count && files.Zip(layers).All(pair => fits(pair.First, pair.Second)))
            pairs.AddRange(files.Zip(layers, (file, layer) => new LayerPair(file, layer, LayerMatch.Order)));

        return [.. pairs.OrderBy(pair => IndexOf(wanted, pair.Wanted))];

        // A key that several layers share says nothing about any.
        void Take(LayerMatch by, Func<MatConvNetLayer, string> fileKey, Func<string, string> layerKey)
        {
            ILookup<string, MatConvNetLayer> byKey = files.ToLookup(fileKey);
            foreach (IGrouping<string, string> same in layers.GroupBy(layerKey).ToArray())
            {
                if (same.Key.Length == 0 || same.Count() > 1 || byKey[same.Key].ToArray() is not [MatConvNetLayer file])
                    continue;

                pairs.Add(new LayerPair(file, same.First(), by));
                files.Remove(file);
                layers.Remove(same.First());
            }
        }
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        int index = 0;
        while (names[index] != name)
            index++;

        return index;
    }
}
