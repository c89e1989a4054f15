using Kiln.Interchange.Declarations;
using Kiln.Interchange.Hdf5;
using Kiln.Interchange.Matlab;

namespace Kiln.Models;

/// <summary>Reads models of all kinds of files that the program knows.</summary>
internal static class ModelFiles
{
    /// <summary>Reads a model as a declaration.</summary>
    /// <param name="path">An ONNX file, or a MATLAB file of level 5 or 7.3 with a model of MatConvNet.</param>
    /// <param name="options">Extents and name.</param>
    public static ImportedNetwork Read(string path, ImportOptions options)
    {
        if (!File.Exists(path) || !MatHdf5File.IsHdf5(path))
            return NetworkImport.Read(path, options);

        using MatConvNetModel model = MatConvNetModel.Of(MatHdf5File.Read(path), path);
        return NetworkImport.Of(model, options);
    }
}
