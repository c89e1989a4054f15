using CsCheck;
using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Data;

public class LetterJitterTests
{
    private static readonly Shape Shape = new(32, 32, 1);

    /// <summary>The strip of getBatchWithJitter, built whole and then cut, against the rows that the jitter copies.</summary>
    [Fact]
    public void Composes_what_the_practical_composes() =>
        Gen.Select(Gen.Int[-5, 5], Gen.Int[-2, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool).Sample((dx, dy, image, left, right, asFloats) =>
        {
            byte[] pixels = Noise(3, 1);
            ImageNormalization normalization = new(0.9f, 256);
            ImageSet letters = asFloats
                ? new ImageSet(Shape, (float[])[.. pixels.Select(value => value / 255f)], new int[3], normalization)
                : new ImageSet(Shape, pixels, new int[3], normalization);
            float[] actual = new float[Shape.Count];
            new LetterJitter(letters).Compose(image, left, right, dx, dy, actual);

            byte[,] strip = new byte[32, 64];
            for (int y = 0; y < 32; y++)
                for (int x = 0; x < 64; x++)
                {
                    strip[y, x] = pixels[((x < 32 ? left : right) * 1024) + (y * 32) + (x % 32)];
                    if (x is >= 16 and < 48)
                        strip[y, x] = Math.Min(strip[y, x], pixels[(image * 1024) + (y * 32) + x - 16]);
                }

            for (int y = 0; y < 32; y++)
                for (int x = 0; x < 32; x++)
                    Assert.Equal(normalization.Apply(strip[Math.Clamp(y + dy, 0, 31), 16 + x + dx]), actual[(y * 32) + x]);
        });

    [Fact]
    public void The_same_seed_epoch_and_image_give_the_same_bits()
    {
        LetterJitter jitter = new(new ImageSet(Shape, Noise(9, 2), new int[9]));
        Assert.Equal(Read(jitter, 4, new SeededRandom(1, 77)), Read(jitter, 4, new SeededRandom(1, 77)));
        Assert.NotEqual(Read(jitter, 4, new SeededRandom(1, 77)), Read(jitter, 4, new SeededRandom(1, 78)));
        Assert.NotEqual(Read(jitter, 4, new SeededRandom(1, 77)), Read(jitter, 4, new SeededRandom(2, 77)));
    }

    /// <summary>One dark pixel in the middle of the letter tells the shift; two paper-white neighbours stay out of the way.</summary>
    [Fact]
    public void Every_shift_is_reached_and_none_beyond()
    {
        byte[] pixels = new byte[1000 * Shape.Count];
        pixels.AsSpan().Fill(255);
        pixels[(16 * 32) + 16] = 0;
        LetterJitter jitter = new(new ImageSet(Shape, pixels, new int[1000]));
        Dictionary<(int Dx, int Dy), int> counts = [];
        const int Draws = 11_000;
        for (int draw = 0; draw < Draws; draw++)
        {
            float[] input = Read(jitter, 0, new SeededRandom(1, draw));
            int at = Array.FindIndex(input, value => value == 0);
            if (input.Count(value => value == 0) == 1)
            {
                (int, int) shift = (16 - (at % 32), 16 - (at / 32));
                counts[shift] = counts.GetValueOrDefault(shift) + 1;
            }
        }

        Assert.Equal(55, counts.Count);
        Assert.All(counts, pair =>
        {
            Assert.InRange(pair.Key.Dx, -5, 5);
            Assert.InRange(pair.Key.Dy, -2, 2);
            Assert.InRange(pair.Value, 120, 290);
        });
    }

    [Fact]
    public void Neighbours_come_from_the_whole_training_set_and_nowhere_else()
    {
        // One dark pixel at the left edge of every letter, at a row of its own, shows who is the neighbour on the right.
        const int Letters = 20;
        byte[] database = new byte[2 * Letters * Shape.Count];
        database.AsSpan().Fill(255);
        for (int letter = 0; letter < 2 * Letters; letter++)
            database[(letter * Shape.Count) + ((2 + (letter % Letters)) * 32) + 8] = (byte)(letter < Letters ? 100 : 50);

        ImageSet training = new(Shape, database.AsMemory(0, Letters * Shape.Count), new int[Letters]);
        LetterJitter jitter = new(training);
        HashSet<int> rows = [];
        for (int draw = 0; draw < 3000; draw++)
        {
            float[] input = Read(jitter, 0, new SeededRandom(5, draw));
            for (int i = 0; i < input.Length; i++)
                if (input[i] != 1)
                {
                    Assert.Equal(100 / 255f, input[i]);
                    if (i % 32 > 15)
                        rows.Add(i / 32);
                }
        }

        Assert.Superset(Enumerable.Range(2, Letters).ToHashSet(), rows);
    }

    [Fact]
    public void Shifts_differ_within_a_batch_and_labels_stay()
    {
        int[] labels = [.. Enumerable.Range(0, 50)];
        LetterJitter jitter = new(new ImageSet(Shape, Noise(50, 3), labels));
        int[] label = new int[1];
        for (int image = 0; image < 50; image++)
        {
            jitter.Read(image, new SeededRandom(1, image), new float[Shape.Count], label);
            Assert.Equal(image, label[0]);
        }
    }

    [Fact]
    public void No_shift_beyond_half_the_width()
    {
        ImageSet letters = new(Shape, Noise(1, 1), new int[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LetterJitter(letters, new JitterOptions { ShiftX = 17 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LetterJitter(letters, new JitterOptions { ShiftY = -1 }));
        Assert.Throws<ArgumentException>(() => new LetterJitter(new ImageSet(new Shape(2, 3, 1), new byte[6], new int[1])));
        float[] input = new float[Shape.Count];
        LetterJitter far = new(letters, new JitterOptions { ShiftX = 16, ShiftY = 40 });
        far.Compose(0, 0, 0, 16, 40, input);
        far.Compose(0, 0, 0, -16, -40, input);
    }

    private static byte[] Noise(int count, int seed)
    {
        SeededRandom random = new(seed);
        byte[] pixels = new byte[count * Shape.Count];
        foreach (ref byte pixel in pixels.AsSpan())
            pixel = (byte)random.Next(256);
        return pixels;
    }

    private static float[] Read(LetterJitter jitter, int image, SeededRandom random)
    {
        float[] input = new float[Shape.Count];
        jitter.Read(image, random, input, new int[1]);
        return input;
    }
}
