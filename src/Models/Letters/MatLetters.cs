using Kiln.Interchange.Matlab;

namespace Kiln.Models.Letters;

/// <summary>Reads the practical's <c>charsdb.mat</c>: letters in many fonts.</summary>
/// <remarks>
/// <c>images.data</c> is 32 × 32 × N, paper 1 (or 255, of bytes) and ink 0; <c>images.label</c> 1 to 26; <c>images.set</c> 1 to train and 2 to validate; <c>meta.fonts</c> names
/// the fonts. The images of a letter are in the order of the fonts, whatever the order of the letters.
/// </remarks>
internal static class MatLetters
{
    private const int ValidationSet = 2;

    /// <summary>Reads a set.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MatException">It is damaged, or a field is missing.</exception>
    /// <exception cref="UserErrorException">It holds other images, or not every letter of every font.</exception>
    public static LetterSet Read(string path)
    {
        using MatFile file = MatFiles.Read(path);
        try
        {
            return Read(file);
        }
        catch (MatException e) when (!e.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new UserErrorException($"'{path}' holds no letters as the practical's charsdb.mat does: {e.Message}");
        }
    }

    private static LetterSet Read(MatFile file)
    {
        MatStruct images = Struct(file["images"], "images");
        MatArray data = Numbers(images, "data");
        int count = data.Count / LetterSet.ImageBytes;
        if (data.Dimensions is not [LetterSet.Side, LetterSet.Side, ..] || count == 0)
            throw new MatException($"images.data is {data.Extents}, where {LetterSet.Side}×{LetterSet.Side}×N is needed");

        int[] labels = Whole(images, "label", count), sets = Whole(images, "set", count);
        int[][] byLetter = [.. Enumerable.Range(1, LetterSet.Letters).Select(label => Enumerable.Range(0, count).Where(image => labels[image] == label).ToArray())];
        int fonts = byLetter[0].Length;
        if (byLetter.Sum(letter => letter.Length) != count || byLetter.Any(letter => letter.Length != fonts))
            throw new MatException($"images.label does not name each of {LetterSet.Letters} letters equally often, 1 to {LetterSet.Letters}");

        LetterFont[] made = new LetterFont[fonts];
        byte[] pixels = new byte[count * LetterSet.ImageBytes];
        string[] names = Names(file, fonts);
        for (int font = 0; font < fonts; font++)
        {
            int set = sets[byLetter[0][font]];
            if (byLetter.Any(letter => sets[letter[font]] != set))
                throw new MatException($"the letters of font {font + 1} are not all in one of images.set");

            made[font] = new LetterFont(names[font], set == ValidationSet);
            for (int letter = 0; letter < LetterSet.Letters; letter++)
                Copy(data, byLetter[letter][font], pixels.AsSpan(((font * LetterSet.Letters) + letter) * LetterSet.ImageBytes, LetterSet.ImageBytes));
        }

        return new LetterSet(made, pixels);
    }

    /// <summary>One image, row by row.</summary>
    private static void Copy(MatArray data, int image, Span<byte> pixels)
    {
        float white = data.Class == MatClass.UInt8 ? 1 : 255;
        Span<float> columns = stackalloc float[LetterSet.ImageBytes];
        data.CopyTo(columns, image * LetterSet.ImageBytes);
        for (int i = 0; i < pixels.Length; i++)
        {
            float value = white * columns[(i % LetterSet.Side * LetterSet.Side) + (i / LetterSet.Side)];
            pixels[i] = value is >= -0.5f and <= 255.5f ? (byte)Math.Clamp((int)MathF.Round(value), 0, 255) : throw new MatException($"image {image + 1} has a pixel of {value / white}, where 0 is ink and 1 paper");
        }
    }

    private static string[] Names(MatFile file, int fonts)
    {
        string[] names = file.TryGet("meta", out MatValue? meta) && meta is MatStruct { Count: 1 } fields && fields.TryGet(0, "fonts", out MatValue? value) && value is MatCell cell
            ? [.. cell.Values.OfType<MatText>().Select(text => text.Value)] : [];
        return names.Length == fonts ? names : [.. Enumerable.Range(1, fonts).Select(font => FormattableString.Invariant($"font {font}"))];
    }

    private static int[] Whole(MatStruct images, string field, int count)
    {
        MatArray numbers = Numbers(images, field);
        return numbers.Count == count ? numbers.To<int>() : throw new MatException($"images.{field} has {numbers.Count} numbers for {count} images");
    }

    private static MatArray Numbers(MatStruct fields, string field) =>
        fields[field] as MatArray ?? throw new MatException($"images.{field} is {fields[field].Class}, where numbers are needed");

    private static MatStruct Struct(MatValue value, string name) => value as MatStruct ?? throw new MatException($"{name} is {value.Class}, where a struct is needed");
}
