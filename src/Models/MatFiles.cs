using Kiln.Interchange.Hdf5;
using Kiln.Interchange.Matlab;

namespace Kiln.Models;

/// <summary>Reads the files of all versions of MATLAB that the program knows.</summary>
internal static class MatFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A file of level 5 or of MATLAB 7.3.</param>
    /// <exception cref="MatException">It is missing, damaged, or none.</exception>
    public static MatFile Read(string path) => MatHdf5File.IsHdf5(path) ? MatHdf5File.Read(path) : MatFile.Read(path);
}
