using System.Buffers.Binary;
using System.Text;

namespace Kiln.Interchange.Matlab;

/// <summary>The first 128 bytes of a level-5 file, and how other files begin.</summary>
internal static class MatHeader
{
    public const int Bytes = 128;

    /// <summary>Version and byte order are in the last four bytes.</summary>
    public const int VersionOffset = 124, OrderOffset = 126;

    /// <summary>A file of MATLAB 7.3 is one of HDF5 with a header before it.</summary>
    private const int HdfOffset = 512;

    /// <summary>A file of MATLAB 4 begins with a number of up to four decimal digits.</summary>
    private const uint LargestOldType = 4052;

    private static ReadOnlySpan<byte> HdfSignature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Makes sure that it is a level-5 file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Whether its numbers come with their first byte first.</returns>
    /// <exception cref="MatException">It is not; the message says what it is, and what to do.</exception>
    public static bool Check(FileSource file)
    {
        byte[] header = new byte[(int)Math.Min(file.Length, HdfOffset + HdfSignature.Length)];
        file.Read(0, header);
        if (header.AsSpan().StartsWith(HdfSignature) || (header.Length > HdfOffset && header.AsSpan(HdfOffset).SequenceEqual(HdfSignature)))
            throw new MatException($"'{file.Path}' is a MATLAB 7.3 file, which is one of HDF5: read it with Kiln.Interchange.Hdf5 (MatHdf5File.Read), or save it with save -v7");
        if (header.AsSpan().StartsWith("# "u8) || header.AsSpan().StartsWith("Octave-1"u8))
            throw new MatException($"'{file.Path}' is a file of Octave's own: save it with save -v7");
        if (header.Length >= sizeof(uint) && Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header)) <= LargestOldType)
            throw new MatException($"'{file.Path}' is a MATLAB 4 file, or none: save it with save -v7");
        if (header.Length < Bytes)
            throw new MatException($"'{file.Path}' is not a MATLAB file: it has {file.Length} bytes and begins with {Beginning(header)}; save it with save -v7");

        (byte first, byte second) = (header[OrderOffset], header[OrderOffset + 1]);
        if ((first, second) is not (((byte)'I', (byte)'M') or ((byte)'M', (byte)'I')))
            throw new MatException($"'{file.Path}' is not a MATLAB file: it begins with {Beginning(header)}; save it with save -v7");

        bool isBigEndian = first == 'M';
        int version = isBigEndian ? (header[VersionOffset] << 8) | header[VersionOffset + 1] : (header[VersionOffset + 1] << 8) | header[VersionOffset];
        return version == 0x0100 ? isBigEndian : throw new MatException($"'{file.Path}' is a MATLAB file of version {version >> 8}.{version & 0xFF}, and 1.0 is what is read: save it with save -v7");
    }

    private static string Beginning(ReadOnlySpan<byte> header) =>
        header.IsEmpty ? "nothing" : $"'{string.Concat(Encoding.Latin1.GetString(header[..Math.Min(header.Length, 20)]).Select(c => c is >= ' ' and <= '~' ? c : '·'))}'";
}
