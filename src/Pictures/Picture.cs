using Kiln.Data;

namespace Kiln.Pictures;

/// <summary>A decoded picture.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Colours">Row by row, four bytes a pixel: red, green, blue, and how much of them there is (alpha): 0 is transparent, 255 opaque.</param>
public sealed record Picture(int Height, int Width, ReadOnlyMemory<byte> Colours)
{
    /// <summary>The picture as a network reads it, made in the very way in which <see cref="PictureFolder"/> makes images of its files.</summary>
    /// <param name="shape">Extents of the network's input: 1 channel for gray, 3 for red, green and blue.</param>
    /// <param name="normalization">That of the training, which its weights file says; null for pixels as they are, in [0, 1].</param>
    /// <param name="fit">What becomes of other extents.</param>
    /// <returns>Rows, columns, channels, channels innermost.</returns>
    /// <exception cref="ArgumentException">The extents hold no pixel, or the channels are neither 1 nor 3.</exception>
    /// <example><code>float[] input = PictureDecoder.Read("cat.jpg").ToInput(net.Description.InputShape, info.Normalization);</code></example>
    public float[] ToInput(Shape shape, ImageNormalization? normalization = null, PictureFit fit = PictureFit.Cut)
    {
        PictureFitting.Require(shape, nameof(shape));
        byte[] pixels = new byte[shape.Count];
        PictureFitting.Prepare(this, fit, shape, pixels);
        float[] input = new float[shape.Count];
        (normalization ?? ImageNormalization.Identity).Apply(pixels, input);
        return input;
    }
}
