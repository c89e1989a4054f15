using System.Collections.Generic;

namespace Kiln.Generator.Support;

/// <summary>What netstandard2.0 lacks.</summary>
internal static class DictionaryExtensions
{
    /// <summary>The value of a key; that of nothing if there is none.</summary>
    public static TValue? GetValueOrDefault<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary, TKey key) =>
        dictionary.TryGetValue(key, out TValue? value) ? value : default;
}
