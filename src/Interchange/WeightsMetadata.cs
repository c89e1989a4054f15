using System.Globalization;
using Kiln.Data;

namespace Kiln.Interchange;

/// <summary>What is said of weights beside their values, as pairs of texts: the same keys in every format that has room for them.</summary>
internal static class WeightsMetadata
{
    private const string NetworkKey = "network", MeanKey = "normalization.mean", ScaleKey = "normalization.scale", ClassesKey = "classes";

    /// <summary>The pairs.</summary>
    /// <param name="network">The network's full name.</param>
    /// <param name="normalization">How images are prepared; null leaves it out.</param>
    /// <param name="classes">The classes' names; empty leaves them out.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string network, ImageNormalization? normalization, string classes) =>
    [
        new(NetworkKey, network),
        .. normalization is null ? [] : new KeyValuePair<string, string>[] { new(MeanKey, Text(normalization.Mean)), new(ScaleKey, Text(normalization.Scale)) },
        .. classes.Length == 0 ? [] : new KeyValuePair<string, string>[] { new(ClassesKey, classes) },
    ];

    /// <summary>The network's name; empty if it is not said.</summary>
    public static string Network(IReadOnlyDictionary<string, string> pairs) => pairs.GetValueOrDefault(NetworkKey, "");

    /// <summary>The classes' names; empty if they are not said.</summary>
    public static string Classes(IReadOnlyDictionary<string, string> pairs) => pairs.GetValueOrDefault(ClassesKey, "");

    /// <summary>How images are prepared; null if it is not said, or not in numbers that can be meant.</summary>
    public static ImageNormalization? Normalization(IReadOnlyDictionary<string, string> pairs) =>
        Number(pairs, MeanKey) is { } mean && Number(pairs, ScaleKey) is > 0 and { } scale ? new ImageNormalization(mean, scale) : null;

    private static float? Number(IReadOnlyDictionary<string, string> pairs, string key) =>
        float.TryParse(pairs.GetValueOrDefault(key), NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) ? number : null;

    private static string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
