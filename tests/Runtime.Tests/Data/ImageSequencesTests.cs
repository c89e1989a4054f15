using Kiln.Data;

namespace Kiln.Tests.Data;

public class ImageSequencesTests
{
    private static readonly Shape Shape = new(2, 3, 1);

    [Fact]
    public void Bytes_floats_and_streams_become_the_same_set()
    {
        byte[][] images = [[0, 51, 102, 153, 204, 255], [1, 2, 3, 4, 5, 6]];
        int[] labels = [4, -1];
        ImageNormalization normalization = new(0.5f, 2);
        ImageSet bytes = images.Zip(labels).ToImageSet(Shape, normalization);
        ImageSet floats = images.Select(image => image.Select(value => value / 255f).ToArray()).Zip(labels).ToImageSet(Shape, normalization);
        List<Trickle> opened = [];
        ImageSet streams = images.Select(image => (Stream)Open(image)).Zip(labels).ToImageSet(Shape, normalization);
        ImageSet arrays = new(Shape, (byte[])[.. images[0], .. images[1]], labels, normalization);

        foreach (ImageSet set in new[] { bytes, floats, streams })
        {
            Assert.Equal(2, set.Count);
            for (int image = 0; image < 2; image++)
            {
                Assert.Equal(Drawn.From(arrays, image, 0).Input, Drawn.From(set, image, 0).Input);
                Assert.Equal(labels[image], Assert.Single(Drawn.From(set, image, 0).Labels));
            }
        }

        Assert.Equal(arrays.Fingerprint, bytes.Fingerprint);
        Assert.Equal(arrays.Fingerprint, streams.Fingerprint);
        Assert.All(opened, stream => Assert.False(stream.CanRead));

        Trickle Open(byte[] image)
        {
            opened.Add(new Trickle(image));
            return opened[^1];
        }
    }

    /// <summary>One image after the other is asked for, and none twice.</summary>
    [Fact]
    public void The_sequence_is_gone_through_once()
    {
        int asked = 0;
        IEnumerable<(byte[], int)> Images()
        {
            for (int i = 0; i < 5; i++)
            {
                asked++;
                yield return (new byte[6], i);
            }
        }

        Assert.Equal([0, 1, 2, 3, 4], Images().ToImageSet(Shape).Labels.ToArray());
        Assert.Equal(5, asked);
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_number()
    {
        Assert.Contains("image 1 needs the 6 pixels of 2×3×1, but has 5", Message(() => new[] { (new byte[6], 0), (new byte[5], 1) }.ToImageSet(Shape)), StringComparison.Ordinal);
        Assert.Contains("image 0 needs the 6 pixels of 2×3×1, but has 7", Message(() => new[] { (new float[7], 0) }.ToImageSet(Shape)), StringComparison.Ordinal);
        Assert.Contains("image 0 needs the 6 pixels of 2×3×1, but has 4", Message(() => new[] { ((Stream)new Trickle(new byte[4]), 0) }.ToImageSet(Shape)), StringComparison.Ordinal);
        Assert.Contains("image 0 needs the 6 pixels of 2×3×1, but has more", Message(() => new[] { ((Stream)new Trickle(new byte[400]), 0) }.ToImageSet(Shape)), StringComparison.Ordinal);
        Assert.Contains("the sequence has no image", Message(() => Array.Empty<(byte[], int)>().ToImageSet(Shape)), StringComparison.Ordinal);
    }

    private static string Message(Func<object?> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    /// <summary>Gives a byte at a time, as a slow connection might.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
