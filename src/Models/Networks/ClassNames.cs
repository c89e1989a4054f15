namespace Kiln.Models.Networks;

/// <summary>The names of classes as files of weights have them.</summary>
internal static class ClassNames
{
    /// <summary>The names in order.</summary>
    /// <param name="classes">A line a class where there are lines, otherwise a character a class; empty for none.</param>
    public static IReadOnlyList<string> Of(string classes) =>
        classes.Contains('\n', StringComparison.Ordinal) ? classes.Split('\n') : [.. classes.Select(name => name.ToString())];
}
