using Kiln.Checkpoints;
using Kiln.Data;

namespace Kiln.Interchange.Declarations;

/// <summary>A network as a file of C#, and its weights under the names that its layers have there.</summary>
public sealed class DeclaredNetwork
{
    private readonly ImageNormalization? normalization;
    private readonly string classes;

    internal DeclaredNetwork(string text, ParameterSet weights, ImageNormalization? normalization, string classes) =>
        (Text, Weights, this.normalization, this.classes) = (text, weights, normalization, classes);

    /// <summary>The file.</summary>
    public string Text { get; }

    /// <summary>The weights.</summary>
    public ParameterSet Weights { get; }

    /// <summary>Saves the weights, which the compiled class loads with <see cref="WeightsFile"/>.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path) => WeightsFile.Save(path, Weights, normalization, classes);
}
