using System.Buffers.Binary;

namespace Kiln.Tests.Support;

/// <summary>A picture file that something happened to.</summary>
/// <param name="What">What happened, for messages.</param>
/// <param name="Bytes">The file.</param>
internal sealed record PictureMutation(string What, byte[] Bytes)
{
    /// <summary>Set to draw other mutations, or another number of them.</summary>
    private const string SeedVariable = "KILN_PICTURE_SEED", CountVariable = "KILN_PICTURES";

    /// <summary>Where headers are.</summary>
    private const int HeaderBytes = 64;

    private static readonly uint[] Extremes = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    /// <summary>The mutations of the samples of a kind, as many of each.</summary>
    /// <param name="extension">For example png.</param>
    public static IEnumerable<PictureMutation> Of(string extension)
    {
        int seed = Number(SeedVariable, standard: 1), count = Number(CountVariable, standard: 1000);
        string[] names = PictureSamples.Of(extension);
        byte[][] samples = [.. names.Select(PictureSamples.Read)];
        for (int i = 0; i < count; i++)
        {
            // Each from a seed of its own, so that one can be made again without those before it.
            Random random = new((seed * 1_000_003) + i);
            PictureMutation mutation = Draw(samples[i % samples.Length], random);
            if (extension == "png" && random.Next(2) == 0)
                PngChecksums.Mend(mutation.Bytes);
            yield return mutation with { What = $"{names[i % names.Length]}, mutation {i} of {SeedVariable}={seed}: {mutation.What}" };
        }
    }

    private static PictureMutation Draw(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        int at = random.Next(whole.Length);
        switch (random.Next(6))
        {
            case 0:
                return new($"cut to {at} bytes", bytes[..at]);
            case 1:
                byte[] garbage = new byte[random.Next(1, 3000)];
                random.NextBytes(garbage);
                at = random.Next(2) == 0 ? whole.Length : at;
                return new($"grown by {garbage.Length} bytes at {at}", [.. bytes[..at], .. garbage, .. bytes[at..]]);
            case 2:
                int flips = random.Next(1, 9);
                for (int i = 0; i < flips; i++)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return new($"{flips} bits flipped", bytes);
            case 3:
                int others = random.Next(1, 9);
                for (int i = 0; i < others; i++)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return new($"{others} bytes replaced", bytes);
            case 4:
                at = random.Next(Math.Min(HeaderBytes, whole.Length - 4));
                return new($"an extreme value at {at}", WithExtreme(bytes, at, random));
            default:
                // Markers, tables and the headers of later parts are anywhere.
                at = random.Next(whole.Length - 4);
                return new($"an extreme value at {at}", WithExtreme(bytes, at, random));
        }
    }

    private static byte[] WithExtreme(byte[] bytes, int at, Random random)
    {
        uint value = Extremes[random.Next(Extremes.Length)];
        Span<byte> field = bytes.AsSpan(at);
        switch (random.Next(5))
        {
            case 0: field[0] = (byte)value; break;
            case 1: BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)value); break;
            case 2: BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)value); break;
            case 3: BinaryPrimitives.WriteUInt32LittleEndian(field, value); break;
            default: BinaryPrimitives.WriteUInt32BigEndian(field, value); break;
        }

        return bytes;
    }

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int value) ? value : standard;
}
