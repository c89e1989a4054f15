using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Models.Networks;

namespace Kiln.Models.Classification;

/// <summary>Weights of a file of Kiln's or MatConvNet's, and what it says besides.</summary>
/// <param name="Images">How images are prepared, as MatConvNet says it; null if it does not.</param>
/// <param name="Normalization">How images are prepared, as Kiln says it; null if it does not.</param>
/// <param name="Classes">The classes' names in order; empty if the file does not say.</param>
/// <param name="Report">Which layer of a MATLAB file went where; null for a file of Kiln's.</param>
internal sealed record ModelWeights(MatConvNetImages? Images, ImageNormalization? Normalization, IReadOnlyList<string> Classes, LoadReport? Report)
{
    /// <summary>The practical's factor between pixels in [0, 1] and what its character network reads.</summary>
    private const float LetterScale = 256;

    /// <summary>Loads a file.</summary>
    /// <param name="path">As typed, or of a shipped one.</param>
    /// <param name="parameters">Get the weights.</param>
    /// <exception cref="CheckpointException">A file of Kiln's is damaged or another network's.</exception>
    /// <exception cref="MatException">A MATLAB file is damaged, or does not fit.</exception>
    public static ModelWeights Load(string path, ParameterSet parameters)
    {
        path = ShippedData.Find(path);
        if (!MatFile.IsMatFile(path))
        {
            CheckpointInfo info = WeightsFile.Load(path, parameters);
            return new ModelWeights(null, info.Normalization, ClassNames.Of(info.Classes), null);
        }

        using MatFile file = MatFiles.Read(path);
        using MatConvNetModel model = MatConvNetModel.Of(file, path);
        LoadReport report = model.LoadInto(parameters);
        ImageNormalization? normalization = model.ImageMean is { } mean ? new ImageNormalization((float)mean, LetterScale) : null;
        return new ModelWeights(model.Images, normalization, model.Classes, report);
    }
}
