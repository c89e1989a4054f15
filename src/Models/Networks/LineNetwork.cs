using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Models.Classification;
using Kiln.Models.Reading;

namespace Kiln.Models.Networks;

/// <summary>A network with its weights, ready to read lines of text.</summary>
internal sealed class LineNetwork : IDisposable
{
    private readonly MapNetwork reader;
    private readonly ImageNormalization normalization;

    private LineNetwork(MapNetwork reader, ImageNormalization normalization) => (this.reader, this.normalization) = (reader, normalization);

    /// <summary>The network of a file of weights, which says whose they are; a model of MatConvNet does not, and is taken for the practical's.</summary>
    /// <param name="weights">The file.</param>
    /// <exception cref="CheckpointException">It is missing, damaged or of something else.</exception>
    /// <exception cref="UserErrorException">It is of a network that reads no lines, or does not say how images are prepared.</exception>
    public static LineNetwork Load(string weights)
    {
        KnownNetwork network = MatFile.IsMatFile(weights) ? KnownNetwork.Find(nameof(CharacterCnn)) : Named(CheckpointFile.Read(weights).Network, weights);
        ParameterSet parameters = network.CreateParameters();
        ImageNormalization normalization = ModelWeights.Load(weights, parameters).Normalization
            ?? throw new UserErrorException($"{weights}: does not say how images are prepared; make weights with 'train', or save the network with its imageMean");
        return new LineNetwork(network.CreateReader(parameters), normalization);
    }

    private static KnownNetwork Named(string name, string weights) => KnownNetwork.All.FirstOrDefault(known => known.Description.Name == name)
        ?? throw new UserErrorException($"{weights}: are weights of {name}, which is none of this program's networks");

    /// <summary>The scores of a picture of a line.</summary>
    /// <param name="picture">Dark on light.</param>
    /// <exception cref="UserErrorException">It is not a line of text.</exception>
    public (GrayImage Line, ScoreMap Map) Score(GrayImage picture) => LineScores.Of(picture, reader, normalization);

    /// <summary>The text in a picture of a line.</summary>
    /// <inheritdoc cref="Score"/>
    public string Read(GrayImage picture)
    {
        (GrayImage line, ScoreMap map) = Score(picture);
        return TextDecoder.Decode(line, map);
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
