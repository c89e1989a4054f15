namespace Kiln.Models.Letters;

/// <summary>Pictures of a to z in many fonts: 32×32 bytes each, white paper 255, black ink 0.</summary>
internal sealed class LetterSet
{
    /// <summary>Letters a font has: a to z.</summary>
    public const int Letters = 26;

    /// <summary>The names of the classes.</summary>
    public const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Rows and columns of an image.</summary>
    public const int Side = 32;

    /// <summary>Bytes of an image.</summary>
    public const int ImageBytes = Side * Side;

    /// <summary>Bytes of a font's images.</summary>
    public const int FontBytes = Letters * ImageBytes;

    private readonly byte[] pixels;

    /// <summary>A set over pixels that it takes as its own.</summary>
    /// <param name="fonts">The fonts in order.</param>
    /// <param name="pixels">Fonts × letters × rows × columns.</param>
    /// <exception cref="ArgumentException">The number of pixels does not fit the fonts.</exception>
    public LetterSet(IReadOnlyList<LetterFont> fonts, byte[] pixels)
    {
        if (pixels.LongLength != (long)fonts.Count * FontBytes)
            throw new ArgumentException($"{fonts.Count} fonts need {(long)fonts.Count * FontBytes} bytes of pixels, but {pixels.LongLength} were given", nameof(pixels));

        Fonts = fonts;
        this.pixels = pixels;
    }

    /// <summary>The fonts in the order of the images.</summary>
    public IReadOnlyList<LetterFont> Fonts { get; }

    /// <summary>How many images there are.</summary>
    public int Count => Fonts.Count * Letters;

    /// <summary>All pixels: fonts × letters × rows × columns.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The indices of the fonts that validate, or of those that train, in rising order.</summary>
    /// <param name="validation">Which of the two.</param>
    public int[] FontsOf(bool validation) => [.. Enumerable.Range(0, Fonts.Count).Where(font => Fonts[font].Validation == validation)];

    /// <summary>One letter of one font, row by row.</summary>
    /// <param name="font">Index of the font.</param>
    /// <param name="letter">0 for a.</param>
    public ReadOnlySpan<byte> Image(int font, int letter) => pixels.AsSpan((font * FontBytes) + (letter * ImageBytes), ImageBytes);
}

/// <summary>One font of a <see cref="LetterSet"/>.</summary>
/// <param name="Name">Names the font within the set.</param>
/// <param name="Validation">Whether its letters measure the training instead of taking part in it.</param>
internal sealed record LetterFont(string Name, bool Validation);
