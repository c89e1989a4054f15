namespace Kiln.Bench;

/// <summary>What a name on the command line stands for.</summary>
internal static class Choice
{
    /// <summary>The networks of a name, in any case of its letters, or all.</summary>
    /// <param name="all">All networks.</param>
    /// <param name="nameOf">What one is called.</param>
    /// <param name="name">As typed; null for all.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, Func<T, string> nameOf, string? name)
    {
        T[] chosen = [.. all.Where(one => name is null || string.Equals(nameOf(one), name, StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0 ? chosen : throw new ArgumentException($"there is no network '{name}'; there is {string.Join(", ", all.Select(nameOf))}");
    }
}
