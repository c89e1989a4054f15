namespace Kiln.Data;

/// <summary>Gathers images that come one after the other, from wherever, into an <see cref="ImageSet"/>.</summary>
/// <example><code>ImageSet train = File.ReadLines("train.txt").Select(line => (File.OpenRead(line[2..]), line[0] - '0')).ToImageSet(new Shape(28, 28, 1));</code></example>
public static class ImageSequences
{
    /// <summary>Gathers images of bytes, 255 standing for 1.</summary>
    /// <param name="images">Pixels, channels innermost, and a class from 0, −1 for none. It is gone through once.</param>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">There is no image, or one has another number of pixels; the message says which.</exception>
    public static ImageSet ToImageSet(this IEnumerable<(byte[] Pixels, int Label)> images, Shape shape, ImageNormalization? normalization = null)
    {
        (byte[] pixels, int[] labels) = Gather<byte[], byte>(images, shape, (image, pixels, _) => pixels.AddRange(image));
        return new ImageSet(shape, pixels, labels, normalization);
    }

    /// <summary>Gathers images of floats in [0, 1].</summary>
    /// <param name="images">Pixels, channels innermost, and a class from 0, −1 for none. It is gone through once.</param>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">There is no image, or one has another number of pixels; the message says which.</exception>
    public static ImageSet ToImageSet(this IEnumerable<(float[] Pixels, int Label)> images, Shape shape, ImageNormalization? normalization = null)
    {
        (float[] pixels, int[] labels) = Gather<float[], float>(images, shape, (image, pixels, _) => pixels.AddRange(image));
        return new ImageSet(shape, pixels, labels, normalization);
    }

    /// <summary>Gathers images of bytes out of streams, each read to its end and closed: files of raw pixels, entries of an archive.</summary>
    /// <param name="images">A stream of pixels, channels innermost, and a class from 0, −1 for none. It is gone through once.</param>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">There is no image, or a stream holds another number of bytes; the message says which.</exception>
    /// <exception cref="IOException">A stream cannot be read.</exception>
    public static ImageSet ToImageSet(this IEnumerable<(Stream Pixels, int Label)> images, Shape shape, ImageNormalization? normalization = null)
    {
        (byte[] pixels, int[] labels) = Gather<Stream, byte>(images, shape, Append);
        return new ImageSet(shape, pixels, labels, normalization);
    }

    /// <summary>One byte more than an image has tells that a stream does not end with it, however much follows.</summary>
    private static void Append(Stream image, List<byte> pixels, int count)
    {
        using (image)
        {
            byte[] read = new byte[count + 1];
            pixels.AddRange(read.AsSpan(0, image.ReadAtLeast(read, read.Length, throwOnEndOfStream: false)));
        }
    }

    private static (TPixel[] Pixels, int[] Labels) Gather<TImage, TPixel>(
        IEnumerable<(TImage Pixels, int Label)> images, Shape shape, Action<TImage, List<TPixel>, int> append)
    {
        ArgumentNullException.ThrowIfNull(images);
        List<TPixel> pixels = [];
        List<int> labels = [];
        foreach ((TImage image, int label) in images)
        {
            int before = pixels.Count;
            append(image, pixels, shape.Count);
            if (pixels.Count - before != shape.Count)
            {
                int given = pixels.Count - before;
                throw new ArgumentException(
                    $"image {labels.Count} needs the {shape.Count} pixels of {shape}, but has {(image is Stream && given > shape.Count ? "more" : $"{given}")}", nameof(images));
            }

            labels.Add(label);
        }

        return labels.Count == 0 ? throw new ArgumentException("the sequence has no image", nameof(images)) : ([.. pixels], [.. labels]);
    }
}
