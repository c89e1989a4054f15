using System.Security.Cryptography;

namespace Kiln.Models.Letters;

/// <summary>A font that was left out of a set.</summary>
/// <param name="Name">Path below the folder.</param>
/// <param name="Reason">Why.</param>
internal sealed record DroppedFont(string Name, string Reason);

/// <summary>Makes a <see cref="LetterSet"/> of the fonts below a folder.</summary>
internal static class FontFolder
{
    private static readonly string[] Extensions = [".otf", ".ttf", ".woff"];

    /// <summary>Draws every usable font, in the order of their paths; the last ones are for validation.</summary>
    /// <param name="folder">Searched with the folders below it.</param>
    /// <param name="reference">Fonts known to be good, from which what a letter looks like is learned together with the others found.</param>
    /// <param name="validationShare">The share of the fonts that validate, from 0 to below 1.</param>
    /// <param name="dropped">Gets the fonts left out.</param>
    /// <exception cref="UserErrorException">There is no such folder, or no usable font.</exception>
    public static LetterSet Render(string folder, LetterSet reference, double validationShare, ICollection<DroppedFont> dropped)
    {
        if (!Directory.Exists(folder))
            throw new UserErrorException($"there is no folder '{folder}'");

        string[] names = [.. Names(folder)];
        if (names.Length == 0)
            throw new UserErrorException($"there is no {string.Join(", ", Extensions)} file below '{folder}'");

        List<RenderedFont> drawn = [.. Draw(folder, names, dropped)];
        List<RenderedFont> kept = [.. Legible(drawn, reference, dropped)];
        if (kept.Count == 0)
            throw new UserErrorException($"none of the {names.Length} fonts below '{folder}' can be used: {dropped.First().Name}: {dropped.First().Reason}");

        int training = kept.Count - (int)Math.Ceiling(kept.Count * validationShare);
        if (training == 0)
            throw new UserErrorException($"a validation share of {validationShare} leaves none of {kept.Count} fonts to train on");
        return new LetterSet(
            [.. kept.Select((font, index) => new LetterFont(font.Name, Validation: index >= training))],
            [.. kept.SelectMany(font => font.Pixels)]);
    }

    /// <summary>Paths below the folder with forward slashes, so that the order is the same on every system.</summary>
    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<RenderedFont> Draw(string folder, string[] names, ICollection<DroppedFont> dropped)
    {
        Dictionary<string, string> seen = [];
        foreach (string name in names)
        {
            byte[] pixels = new byte[LetterSet.FontBytes];
            string? reason = FontRenderer.Render(Path.Combine(folder, name), pixels);
            if (reason is null && !seen.TryAdd(Convert.ToHexString(SHA256.HashData(pixels)), name))
                reason = $"looks the same as {seen[Convert.ToHexString(SHA256.HashData(pixels))]}";

            if (reason is null)
                yield return new RenderedFont(name, pixels);
            else
                dropped.Add(new DroppedFont(name, reason));
        }
    }

    /// <summary>Drops the fonts whose letters are not those of the alphabet: symbols, runes, pictures.</summary>
    private static IEnumerable<RenderedFont> Legible(List<RenderedFont> fonts, LetterSet reference, ICollection<DroppedFont> dropped)
    {
        LeaveOneOutClassifier classifier = new();
        for (int font = 0; font < reference.Fonts.Count; font++)
            classifier.Add(reference.Pixels.Slice(font * LetterSet.FontBytes, LetterSet.FontBytes));

        foreach (RenderedFont font in fonts)
            classifier.Add(font.Pixels);

        classifier.Train();
        foreach (RenderedFont font in fonts)
        {
            int known = classifier.KnownLetters(font.Pixels);
            if (known >= LeaveOneOutClassifier.FewestKnownLetters)
                yield return font;
            else
                dropped.Add(new DroppedFont(font.Name, $"only {known} of its {LetterSet.Letters} letters look like letters of other fonts"));
        }
    }

    private sealed record RenderedFont(string Name, byte[] Pixels);
}
