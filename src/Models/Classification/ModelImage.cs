using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Models.Practical;
using Kiln.Models.Reading;

namespace Kiln.Models.Classification;

/// <summary>Prepares pictures as a model's training did.</summary>
internal static class ModelImage
{
    /// <summary>Colours are counted from 0 to this in MatConvNet's models.</summary>
    private const float White = 255;

    /// <summary>Prepares a picture as a model's file says.</summary>
    /// <param name="picture">Of three channels.</param>
    /// <param name="weights">The model's.</param>
    /// <param name="shape">What the network reads.</param>
    /// <param name="stretch">Whether to stretch the whole picture, as the practical does, whatever the model says.</param>
    /// <param name="file">The weights' file, for messages.</param>
    /// <exception cref="UserErrorException">The file does not say how, or has other extents than the network.</exception>
    public static float[] Prepare(ImageMap picture, ModelWeights weights, Shape shape, bool stretch, string file)
    {
        if (weights.Images is not { } images)
        {
            ImageNormalization normalization = weights.Normalization
                ?? throw new UserErrorException($"{file}: does not say how images are prepared: a MATLAB file needs meta.normalization, and one of Kiln's is made by 'train'");
            ImageMap fitted = Scale(Channels(picture, shape.Channels), shape, stretch ? default : (0, 0, true), Interpolation.Bicubic);
            return Array.ConvertAll(fitted.Values, normalization.Apply);
        }

        if (new Shape(images.Height, images.Width, images.Channels) != shape)
            throw new UserErrorException($"{file}: is for images of {images.Height}×{images.Width}×{images.Channels}, but the network is declared with [Input({shape.Height}, {shape.Width}, {shape.Channels})]");

        Interpolation interpolation = images.Interpolation switch
        {
            "bicubic" or "cubic" => Interpolation.Bicubic,
            "bilinear" or "triangle" => Interpolation.Bilinear,
            _ => throw new UserErrorException($"{file}: scales pictures by '{images.Interpolation}', which is not known here: set meta.normalization.interpolation to bicubic or bilinear"),
        };
        ImageMap scaled = Scale(
            Channels(picture, shape.Channels), shape, stretch ? default : (images.BorderHeight, images.BorderWidth, images.KeepAspect), interpolation);
        return Centred(scaled.Values, images.Average);
    }

    /// <summary>The part in the middle of a picture scaled so that it covers the extents and a border around them, or all of it.</summary>
    private static ImageMap Scale(ImageMap picture, Shape shape, (int Height, int Width, bool KeepAspect) border, Interpolation interpolation)
    {
        double down = (double)(shape.Height + border.Height) / picture.Height, along = (double)(shape.Width + border.Width) / picture.Width;
        if (border.KeepAspect)
            down = along = Math.Max(down, along);

        // imresize rounds up; what is whole but for the last bit stays.
        int height = Math.Max(shape.Height, (int)Math.Ceiling((down * picture.Height) - 1e-6)), width = Math.Max(shape.Width, (int)Math.Ceiling((along * picture.Width) - 1e-6));
        float[] scaled = (height, width) == (picture.Height, picture.Width) ? picture.Values
            : Resampling.Resize(picture.Values, (picture.Height, picture.Width, picture.Channels), height, width, interpolation);
        return new ImageMap(height, width, picture.Channels, scaled).Middle(shape.Height, shape.Width);
    }

    private static ImageMap Channels(ImageMap picture, int channels) => channels == 1 ? picture.Gray() : picture;

    /// <summary>Values from 0 to 255, less the average: of every pixel, every channel, or all.</summary>
    private static float[] Centred(float[] values, IReadOnlyList<float> average)
    {
        float[] input = new float[values.Length];
        for (int i = 0; i < input.Length; i++)
            input[i] = (White * values[i]) - (average.Count == 0 ? 0 : average[i % average.Count]);

        return input;
    }
}
