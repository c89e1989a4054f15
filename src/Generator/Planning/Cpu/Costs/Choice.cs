using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>What could be done and what it was expected to take.</summary>
/// <param name="Question">What was to be decided.</param>
/// <param name="Images">Images of the call for which times are given.</param>
/// <param name="Options">The one that was taken, then the others: each with its seconds.</param>
internal sealed record Choice(string Question, int Images, IReadOnlyList<(string Name, double Seconds)> Options)
{
    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <param name="text">The text.</param>
    public static Choice Parse(string text)
    {
        string[] parts = text.Split('|');
        return new Choice(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), [.. parts.Skip(2).Select(Option)]);
    }

    public override string ToString() => string.Join("|", new[] { Question, Images.ToString(CultureInfo.InvariantCulture) }
        .Concat(Options.Select(option => FormattableString.Invariant($"{option.Name}={1e6 * option.Seconds:G3}"))));

    private static (string Name, double Seconds) Option(string text)
    {
        int end = text.LastIndexOf('=');
        return (text.Substring(0, end), 1e-6 * double.Parse(text.Substring(end + 1), CultureInfo.InvariantCulture));
    }
}
