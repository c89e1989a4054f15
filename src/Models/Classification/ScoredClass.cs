using System.Globalization;

namespace Kiln.Models.Classification;

/// <summary>One class of a picture.</summary>
/// <param name="Number">From 1, as MATLAB counts.</param>
/// <param name="Name">What it is called; null if the weights do not say.</param>
/// <param name="Score">Its probability.</param>
internal sealed record ScoredClass(int Number, string? Name, float Score)
{
    /// <summary>As the practical's title: <c>bell pepper (946), score 0.903</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Name is null ? $"class {Number}" : $"{Name} ({Number})")}, score {Score:F3}");

    /// <summary>Classes, the best first; of equal scores that of the lower number.</summary>
    /// <param name="probabilities">Of each class.</param>
    /// <param name="names">Their names; empty if nobody knows.</param>
    public static IReadOnlyList<ScoredClass> Ranked(IReadOnlyList<float> probabilities, IReadOnlyList<string> names) =>
        [.. probabilities.Select((score, k) => new ScoredClass(k + 1, names.Count > 0 ? names[k] : null, score)).OrderByDescending(one => one.Score)];
}
