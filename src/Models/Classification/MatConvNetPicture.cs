using Kiln.Interchange.Matlab;
using Kiln.Models.Practical;
using Kiln.Models.Reading;

namespace Kiln.Models.Classification;

/// <summary>Prepares pictures as a model of MatConvNet's says.</summary>
internal static class MatConvNetPicture
{
    /// <summary>Colours are counted from 0 to this in MatConvNet's models.</summary>
    private const float White = 255;

    /// <summary>Prepares a picture.</summary>
    /// <param name="picture">Of three channels.</param>
    /// <param name="images">How.</param>
    /// <param name="shape">What the network reads.</param>
    /// <param name="stretch">Whether to stretch the whole picture, as the practical does, whatever the model says.</param>
    /// <param name="file">The weights' file, for messages.</param>
    /// <exception cref="UserErrorException">The file is for other extents than the network, or scales in a way that is not known here.</exception>
    public static float[] Prepare(ImageMap picture, MatConvNetImages images, Shape shape, bool stretch, string file)
    {
        if (new Shape(images.Height, images.Width, images.Channels) != shape)
            throw new UserErrorException($"{file}: is for images of {images.Height}×{images.Width}×{images.Channels}, but the network is declared with [Input({shape.Height}, {shape.Width}, {shape.Channels})]");

        Interpolation interpolation = images.Interpolation switch
        {
            "bicubic" or "cubic" => Interpolation.Bicubic,
            "bilinear" or "triangle" => Interpolation.Bilinear,
            _ => throw new UserErrorException($"{file}: scales pictures by '{images.Interpolation}', which is not known here: set meta.normalization.interpolation to bicubic or bilinear"),
        };
        ImageMap scaled = Scale(picture, shape, stretch ? default : (images.BorderHeight, images.BorderWidth, images.KeepAspect), interpolation);
        return Centred(scaled.Values, images.Average);
    }

    /// <summary>The part in the middle of a picture scaled so that it covers the extents and a border around them, or all of it.</summary>
    /// <param name="picture">Of three channels.</param>
    /// <param name="shape">What the network reads: three channels, or one for gray.</param>
    /// <param name="border">By how much the scaled picture is larger than that, and whether it keeps its ratio.</param>
    /// <param name="interpolation">How to interpolate.</param>
    public static ImageMap Scale(ImageMap picture, Shape shape, (int Height, int Width, bool KeepAspect) border, Interpolation interpolation)
    {
        if (shape.Channels == 1)
            picture = picture.Gray();

        double down = (double)(shape.Height + border.Height) / picture.Height, along = (double)(shape.Width + border.Width) / picture.Width;
        if (border.KeepAspect)
            down = along = Math.Max(down, along);

        // imresize rounds up; what is whole but for the last bit stays.
        int height = Math.Max(shape.Height, (int)Math.Ceiling((down * picture.Height) - 1e-6)), width = Math.Max(shape.Width, (int)Math.Ceiling((along * picture.Width) - 1e-6));
        float[] scaled = (height, width) == (picture.Height, picture.Width) ? picture.Values
            : Resampling.Resize(picture.Values, (picture.Height, picture.Width, picture.Channels), height, width, interpolation);
        return new ImageMap(height, width, picture.Channels, scaled).Middle(shape.Height, shape.Width);
    }

    /// <summary>Values from 0 to 255, less the average: of every pixel, every channel, or all.</summary>
    private static float[] Centred(float[] values, IReadOnlyList<float> average)
    {
        float[] input = new float[values.Length];
        for (int i = 0; i < input.Length; i++)
            input[i] = (White * values[i]) - (average.Count == 0 ? 0 : average[i % average.Count]);

        return input;
    }
}
