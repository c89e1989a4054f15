using Kiln.Interchange.Matlab;
using PureHDF;
using PureHDF.VOL.Native;

namespace Kiln.Interchange.Hdf5;

/// <summary>Reads MATLAB 7.3 files, those of <c>save -v7.3</c>, as the same values as level-5 files. They are files of HDF5, which PureHDF reads.</summary>
/// <example><code>
/// using MatFile file = MatHdf5File.IsHdf5(path) ? MatHdf5File.Read(path) : MatFile.Read(path);
/// using MatConvNetModel model = MatConvNetModel.Of(file, path);
/// </code></example>
public static class MatHdf5File
{
    /// <summary>MATLAB's own header comes before what HDF5 begins with.</summary>
    private const int HeaderBytes = 512;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file is one of HDF5, with or without MATLAB's header.</summary>
    /// <param name="path">The file.</param>
    public static bool IsHdf5(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] beginning = new byte[HeaderBytes + Signature.Length];
            int read = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
            return beginning.AsSpan(0, read).StartsWith(Signature) || beginning.AsSpan(0, read)[Math.Min(read, HeaderBytes)..].StartsWith(Signature);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads a file. All numbers are read at once.</summary>
    /// <param name="path">A MATLAB 7.3 file.</param>
    /// <param name="options">What a file may ask for, whether it is compressed or not; null for the standard.</param>
    /// <exception cref="MatException">It is missing, cannot be read, damaged, or no file of MATLAB's.</exception>
    public static MatFile Read(string path, MatReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new MatException($"there is no file '{path}'");

        try
        {
            using NativeFile file = H5File.OpenRead(path);
            return new MatFile(new Hdf5Values(file, path, options ?? new MatReadOptions()).Variables(), source: null);
        }
        catch (Exception e) when (e is not (MatException or OutOfMemoryException))
        {
            // What PureHDF makes of a damaged file is left to chance.
            throw new MatException($"'{path}' cannot be read as a MATLAB 7.3 file: {e.Message}; copy it again, or save it anew with save -v7", e);
        }
    }
}
