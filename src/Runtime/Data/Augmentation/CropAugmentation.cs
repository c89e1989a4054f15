using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>A part of whole pixels as large as the result, at a random place.</summary>
internal sealed class CropAugmentation(IImageSource source, int height, int width)
    : WindowAugmentation(source, height, width, "a crop", string.Create(CultureInfo.InvariantCulture, $"crop {height}×{width}"))
{
    protected override ImageWindow Choose(SeededRandom random)
    {
        int top = random.Next(Source.Shape.Height - Shape.Height + 1), left = random.Next(Source.Shape.Width - Shape.Width + 1);
        return new ImageWindow(top, left, Shape.Height, Shape.Width);
    }
}

/// <summary>The middle part of whole pixels, as large as the result.</summary>
internal sealed class CentreCropAugmentation(IImageSource source, int height, int width)
    : WindowAugmentation(source, height, width, "a crop", string.Create(CultureInfo.InvariantCulture, $"middle {height}×{width}"))
{
    protected override ImageWindow Choose(SeededRandom random) =>
        new((Source.Shape.Height - Shape.Height) / 2, (Source.Shape.Width - Shape.Width) / 2, Shape.Height, Shape.Width);
}

/// <summary>A part of random area and aspect at a random place.</summary>
internal sealed class ScaledCropAugmentation(IImageSource source, int height, int width, CropScale scale)
    : WindowAugmentation(
        source,
        height,
        width,
        "a crop",
        string.Create(CultureInfo.InvariantCulture, $"crop to {height}×{width} of area {scale.MinArea} to {scale.MaxArea}, aspect {scale.MinAspect} to {scale.MaxAspect}"))
{
    /// <summary>A large part often does not fit with the aspect that was drawn; then both are drawn again, so often.</summary>
    private const int Tries = 10;

    /// <remarks>No logarithm or exponential, which differ between platforms in their last bits: the aspect is uniform, as the area.</remarks>
    protected override ImageWindow Choose(SeededRandom random)
    {
        Shape image = Source.Shape;
        for (int tries = 0; tries < Tries; tries++)
        {
            double area = Between(random, scale.MinArea, scale.MaxArea) * image.Height * image.Width;
            double aspect = Between(random, scale.MinAspect, scale.MaxAspect);
            double rows = Math.Sqrt(area / aspect), columns = Math.Sqrt(area * aspect);
            if (rows <= image.Height && columns <= image.Width)
                return new ImageWindow(Between(random, 0, image.Height - rows), Between(random, 0, image.Width - columns), rows, columns);
        }

        // The middle, as much of it as an allowed aspect lets be seen.
        return ImageWindow.Middle(image, 1, Math.Clamp((double)image.Width / image.Height, scale.MinAspect, scale.MaxAspect));
    }

    private static double Between(SeededRandom random, double low, double high) => low + (random.NextDouble() * (high - low));
}
