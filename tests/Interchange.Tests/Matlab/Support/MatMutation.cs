using System.Buffers.Binary;
using System.IO.Compression;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>A MATLAB file that something happened to.</summary>
/// <param name="What">What happened, for messages.</param>
/// <param name="Bytes">The file.</param>
internal sealed record MatMutation(string What, byte[] Bytes)
{
    /// <summary>Set to draw other mutations, or another number of them.</summary>
    private const string SeedVariable = "KILN_MAT_SEED", CountVariable = "KILN_MATS";

    private const int Header = 128;

    private static readonly uint[] Extremes =
        [0, 1, 2, 4, 8, 9, 13, 14, 15, 16, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x4_0001, 0x7FFF_FFF8, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8, 0xFFFF_FFFF];

    /// <summary>Mutations of a small model. What is compressed is changed before it is packed every other time: otherwise the checksum tells at once.</summary>
    /// <param name="compress">Whether the files are compressed.</param>
    public static IEnumerable<MatMutation> Of(bool compress)
    {
        int seed = Number(SeedVariable, standard: 1), count = Number(CountVariable, standard: 2000);
        MatFile every = MatSamples.EveryClass();
        every["ramp"] = MatArray.Of(1);
        byte[][] variables = [.. every.Select(variable => MatSamples.Bytes(new MatFile { [variable.Key] = variable.Value }, compress: false)[Header..])];
        byte[] header = MatSamples.Bytes([], compress);
        for (int i = 0; i < count; i++)
        {
            // Each from a seed of its own, so that one can be made again without those before it.
            Random random = new((seed * 1_000_003) + i);
            string name = $"mutation {i} of {SeedVariable}={seed}: ";
            byte[][] some = [.. Enumerable.Range(0, 6).Select(_ => variables[random.Next(variables.Length)])];
            if (!compress || random.Next(2) == 0)
            {
                (string what, byte[] changed) = Draw([.. header, .. some.SelectMany(variable => compress ? Packed(variable) : variable)], random);
                yield return new(name + what, changed);
            }
            else
            {
                (string what, byte[] changed) = Draw(some[0], random);
                yield return new(name + what + " before packing", [.. header, .. some.Skip(1).Append(changed).SelectMany(Packed)]);
            }
        }
    }

    private static byte[] Packed(byte[] variable)
    {
        using MemoryStream packed = new();
        packed.Write(new byte[8]);
        using (ZLibStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(variable);
        byte[] element = packed.ToArray();
        element[0] = 15;
        BinaryPrimitives.WriteInt32LittleEndian(element.AsSpan(4), element.Length - 8);
        return element;
    }

    private static (string What, byte[] Bytes) Draw(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        int at = random.Next(whole.Length);
        switch (random.Next(7))
        {
            case 0:
                return ($"cut to {at} bytes", bytes[..at]);
            case 1:
                byte[] garbage = new byte[random.Next(1, 3000)];
                random.NextBytes(garbage);
                at = random.Next(2) == 0 ? whole.Length : at;
                return ($"grown by {garbage.Length} bytes at {at}", [.. bytes[..at], .. garbage, .. bytes[at..]]);
            case 2:
                int flips = random.Next(1, 9);
                for (int i = 0; i < flips; i++)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return ($"{flips} bits flipped", bytes);
            case 3:
                int others = random.Next(1, 9);
                for (int i = 0; i < others; i++)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return ($"{others} bytes replaced", bytes);
            case 4:
                int from = random.Next(whole.Length), length = random.Next(Math.Min(64, whole.Length - from) + 1);
                return ($"{length} bytes at {from} left out", [.. bytes[..from], .. bytes[(from + length)..]]);
            default:
                // Tags are at multiples of eight.
                at = random.Next(Math.Max(1, (whole.Length - 4) / 4)) * 4;
                uint value = Extremes[random.Next(Extremes.Length)];
                if (at + 4 <= bytes.Length)
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
                return ($"{value} at {at}", bytes);
        }
    }

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int value) ? value : standard;
}
