namespace Kiln.Data;

/// <summary>Random changes of images, each a source around another; give them the training images alone. And a check that changes nothing.</summary>
/// <remarks>What happens to an image depends on the seed, the epoch and the image: the same for any number of threads, and in a training that was interrupted.
/// Labels and targets that are a map go where the image goes; one label an image stays, and so do targets of 1×1, which therefore must not say where in the
/// image something is.</remarks>
/// <example>
/// <code>
/// IImageSource training = pictures.Crop(224, 224, CropScale.Inception).Flip().Brightness(0.4).Contrast(0.4).Saturation(0.4);
/// IImageSource validation = others.CropCentre(224, 224);
/// </code>
/// </example>
public static class Augmentations
{
    /// <summary>Mirrors images, left for right.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="probability">The share of images that are; in [0, 1].</param>
    /// <exception cref="ArgumentException">The probability is out of range, or the places of labels are not known.</exception>
    public static IImageSource Flip(this IImageSource source, double probability = 0.5)
    {
        ImageAugmentation.RequirePlaces(source, "a flip");
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability is from 0 to 1");
        return new FlipAugmentation(source, probability);
    }

    /// <summary>Cuts out a part of whole pixels at a random place.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="height">Rows of the part.</param>
    /// <param name="width">Columns of the part.</param>
    /// <exception cref="ArgumentException">The part is larger than the image, or cuts through a label of a map that is smaller than the image.</exception>
    public static IImageSource Crop(this IImageSource source, int height, int width)
    {
        RequirePart(source, height, width);
        return new CropAugmentation(source, height, width);
    }

    /// <summary>Cuts out a part of random area and aspect at a random place and brings it to the extents of the result, by <see cref="ImageResampling.Resample"/>;
    /// labels and targets of a map are those of the nearest place.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="scale">Which areas and aspects, each uniform: <see cref="CropScale.Inception"/> is usual for photographs.</param>
    /// <exception cref="ArgumentException">A range is empty, or the result cuts through a label of a map that is smaller than the image.</exception>
    public static IImageSource Crop(this IImageSource source, int height, int width, CropScale scale)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(scale);
        scale.Validate();
        return new ScaledCropAugmentation(source, height, width, scale);
    }

    /// <summary>Cuts out the middle, of whole pixels: what validation images need where training images are cut.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="height">Rows of the part.</param>
    /// <param name="width">Columns of the part.</param>
    /// <exception cref="ArgumentException">The part is larger than the image, or cuts through a label of a map that is smaller than the image.</exception>
    public static IImageSource CropCentre(this IImageSource source, int height, int width)
    {
        RequirePart(source, height, width);
        return new CentreCropAugmentation(source, height, width);
    }

    /// <summary>Moves images by whole pixels, uniform in ±<paramref name="rows"/> and ±<paramref name="columns"/>. The border is repeated, that of a map too.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="rows">The farthest move up and down; 0 or more, less than the image has.</param>
    /// <param name="columns">The farthest move to the left and to the right; 0 or more, less than the image has.</param>
    /// <exception cref="ArgumentException">A move is out of range, or the places of labels are not known.</exception>
    public static IImageSource Shift(this IImageSource source, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows, source.Shape.Height);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(columns, source.Shape.Width);
        return new ShiftAugmentation(source, rows, columns);
    }

    /// <summary>Makes images darker or lighter: pixels in [0, 1] times a factor uniform in [1 − amount, 1 + amount], cut to [0, 1].</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="amount">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is out of range.</exception>
    public static IImageSource Brightness(this IImageSource source, double amount) => new BrightnessAugmentation(source, InRange(source, amount));

    /// <summary>Moves pixels away from the mean gray value of their image, or towards it, by such a factor.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="amount">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is out of range.</exception>
    public static IImageSource Contrast(this IImageSource source, double amount) => new ContrastAugmentation(source, InRange(source, amount));

    /// <summary>Moves the colour of each pixel away from its gray value, or towards it, by such a factor.</summary>
    /// <param name="source">Images of three channels: red, green, blue.</param>
    /// <param name="amount">In [0, 1].</param>
    /// <exception cref="ArgumentException">The amount is out of range, or the images have no colours.</exception>
    public static IImageSource Saturation(this IImageSource source, double amount)
    {
        InRange(source, amount);
        return source.Shape.Channels == 3
            ? new SaturationAugmentation(source, amount)
            : throw new ArgumentException($"saturation is a matter of colours, but images of {source.Shape} have {source.Shape.Channels} channels and not 3", nameof(source));
    }

    /// <summary>Puts letters between others of the set and moves them a little: <see cref="LetterJitter"/>.</summary>
    /// <param name="letters">The letters and their neighbours; dark ink on light paper, an even number of columns.</param>
    /// <param name="options">How far letters move; null for ±5 and ±2 pixels.</param>
    /// <exception cref="ArgumentException">The width is odd, or a shift out of range.</exception>
    public static IImageSource Jitter(this ImageSet letters, JitterOptions? options = null) => new LetterJitter(letters, options);

    /// <summary>Refuses NaN and infinities: reading such an image throws an <see cref="InvalidDataException"/> that names the image, the pixel and the value, where
    /// a training would only diverge. It changes nothing, and costs one more pass over the images.</summary>
    /// <param name="source">Where the images come from.</param>
    public static IImageSource CheckFinite(this IImageSource source) => new FiniteCheck(source);

    private static double InRange(IImageSource source, double amount)
    {
        ArgumentNullException.ThrowIfNull(source);
        return amount is >= 0 and <= 1 ? amount : throw new ArgumentOutOfRangeException(nameof(amount), amount, "an amount is from 0 to 1");
    }

    private static void RequirePart(IImageSource source, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (height > source.Shape.Height || width > source.Shape.Width)
            throw new ArgumentException($"a part of {height}×{width} was asked for, but the images are {source.Shape}; use at most {source.Shape.Height}×{source.Shape.Width}", nameof(height));
    }
}
