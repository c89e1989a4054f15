using System.Text.RegularExpressions;
using Kiln.Networks.Tests.Random;
using Kiln.Numerics;

namespace Kiln.Generator.Tests.Random;

/// <summary>A declaration as a user might write it: a valid one, one with a slip or two, or one drawn line by line.</summary>
internal static partial class RandomDeclaration
{
    /// <summary>The classes of a seed.</summary>
    /// <param name="seed">The same seed gives the same text.</param>
    /// <param name="name">The name of the network.</param>
    public static string Of(int seed, string name)
    {
        SeededRandom random = new(seed);
        RandomText text = new(random, extreme: (seed % 4) switch { 0 => 0, 1 => 2, _ => 12 });
        if (random.Next(3) == 0)
            return text.Network(name) + text.Readers(name);

        // Slips in a network that fits together reach what a jumble of lines never does.
        string valid = RandomNetworks.Of(seed).Declare(name);
        for (int slips = random.Next(3); slips > 0; slips--)
            valid = Slip(valid, text);

        return valid + (valid.Contains("InferenceOf", StringComparison.Ordinal) ? "" : text.Readers(name)) + RandomText.Block;
    }

    private static string Slip(string valid, RandomText text) => text.Any<Func<string, RandomText, string>>(
        [ChangeNumber, ChangeNumber, ChangeFraction, ChangeReader, DropLine, SwapLines, AddLine])(valid, text);

    private static string ChangeNumber(string valid, RandomText text) => Change(Number(), valid, text, _ => text.ExtremeNumber());

    private static string ChangeFraction(string valid, RandomText text) => Change(Fraction(), valid, text, _ => text.ExtremeFraction());

    private static string ChangeReader(string valid, RandomText text)
    {
        string other = text.Any(LayerName().Matches(valid)).Groups[1].Value;
        return Change(Reading(), valid, text, _ => $"nameof({other})");
    }

    private static string DropLine(string valid, RandomText text)
    {
        Match line = text.Any(Layer().Matches(valid));
        return valid.Replace(line.Value, "", StringComparison.Ordinal).Replace($"nameof({line.Groups[1].Value})", $"\"{line.Groups[1].Value}\"", StringComparison.Ordinal);
    }

    private static string SwapLines(string valid, RandomText text)
    {
        MatchCollection lines = Layer().Matches(valid);
        (string one, string other) = (text.Any(lines).Value, text.Any(lines).Value);
        return valid.Replace(one, "?", StringComparison.Ordinal).Replace(other, one, StringComparison.Ordinal).Replace("?", other, StringComparison.Ordinal);
    }

    private static string AddLine(string valid, RandomText text)
    {
        string before = text.Any(Layer().Matches(valid)).Value;
        List<string> names = [.. LayerName().Matches(valid).Select(match => match.Groups[1].Value)];
        return valid.Replace(before, $"{text.Line($"Extra{names.Count}", names)}\n{before}", StringComparison.Ordinal);
    }

    private static string Change(Regex what, string valid, RandomText text, Func<Match, string> change)
    {
        MatchCollection places = what.Matches(valid);
        if (places.Count == 0)
            return valid;

        Match place = text.Any(places);
        return valid[..place.Index] + change(place) + valid[(place.Index + place.Length)..];
    }

    [GeneratedRegex(@"(?<=[(= ])\d+(?=[,)])")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=(Leak|Ceiling|Epsilon|Rate|Kappa|Alpha|Beta|Weight) = |Dropout\()[\d.Ee-]+")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"nameof\(\w+\)")]
    private static partial Regex Reading();

    [GeneratedRegex(@"^ +\[.*public partial [\w<>]+ (\w+) .*\n", RegexOptions.Multiline)]
    private static partial Regex Layer();

    [GeneratedRegex(@"public partial [\w<>]+ (\w+) ")]
    private static partial Regex LayerName();
}
