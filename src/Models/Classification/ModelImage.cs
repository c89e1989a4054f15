using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Models.Practical;
using Kiln.Models.Reading;

namespace Kiln.Models.Classification;

/// <summary>Prepares pictures as a model's training did.</summary>
internal static class ModelImage
{
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
            ImageMap fitted = MatConvNetPicture.Scale(picture, shape, stretch ? default : (0, 0, true), Interpolation.Bicubic);
            return Array.ConvertAll(fitted.Values, normalization.Apply);
        }

        return MatConvNetPicture.Prepare(picture, images, shape, stretch, file);
    }
}
