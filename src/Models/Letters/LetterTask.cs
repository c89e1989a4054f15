using Kiln.Data;

namespace Kiln.Models.Letters;

/// <summary>A set of letters as images to train and to validate on.</summary>
/// <param name="Training">The letters of the training fonts, perhaps jittered.</param>
/// <param name="Validation">The letters of the other fonts as they are; null without such fonts.</param>
internal sealed record LetterTask(IImageSource Training, IImageSource? Validation)
{
    /// <summary>The practical's factor between pixels in [0, 1] and what the network reads.</summary>
    private const float Scale = 256;

    /// <summary>What is wrong with a set whose fonts all validate.</summary>
    public const string NoFont = "the letters have no font to train on";

    /// <summary>The fonts of the validation letters, in their order: each has all letters, one after the other.</summary>
    public IReadOnlyList<string> ValidationFonts { get; private init; } = [];

    private static readonly Shape Image = new(LetterSet.Side, LetterSet.Side, 1);

    /// <summary>The task of a set.</summary>
    /// <remarks>As in the practical, the mean is one number over the pixels of all images, the validation's included.</remarks>
    /// <param name="set">The letters.</param>
    /// <param name="jitter">Whether to show training letters as in running text. Validation letters are never moved.</param>
    public static LetterTask Of(LetterSet set, bool jitter)
    {
        ImageSet? training = Select(set, validation: false), validation = Select(set, validation: true);
        if (training is null)
            throw new UserErrorException(NoFont);

        ImageNormalization normalization = new(validation is null ? ImageSet.MeanPixel(training) : ImageSet.MeanPixel(training, validation), Scale);
        training = training.Normalize(normalization);
        return new LetterTask(jitter ? new LetterJitter(training) : training, validation?.Normalize(normalization))
        {
            ValidationFonts = [.. set.FontsOf(validation: true).Select(font => set.Fonts[font].Name)],
        };
    }

    /// <summary>Makes sure that a network classifies letters.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="UserErrorException">It reads other images or knows another number of classes.</exception>
    public void Check(NetworkDescription network)
    {
        int classes = network.Layers[^1].OutputShape.Channels;
        if (network.InputShape != Image || classes != LetterSet.Letters)
        {
            throw new UserErrorException(
                $"{network.Name} reads {network.InputShape} and knows {classes} classes, but letters are {Image} and of {LetterSet.Letters} classes");
        }
    }

    private static ImageSet? Select(LetterSet set, bool validation)
    {
        int[] fonts = set.FontsOf(validation);
        if (fonts.Length == 0)
            return null;

        byte[] pixels = new byte[fonts.Length * LetterSet.FontBytes];
        for (int i = 0; i < fonts.Length; i++)
            set.Pixels.Slice(fonts[i] * LetterSet.FontBytes, LetterSet.FontBytes).CopyTo(pixels.AsSpan(i * LetterSet.FontBytes));
        return new ImageSet(Image, pixels, Enumerable.Range(0, fonts.Length * LetterSet.Letters).Select(image => image % LetterSet.Letters).ToArray());
    }
}
