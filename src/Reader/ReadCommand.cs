using Kiln.Checkpoints;
using Kiln.Models;
using Kiln.Models.Networks;
using Kiln.Models.Reading;

namespace Kiln.Reader;

/// <summary><c>reader IMAGE</c>: reads a line of text in a picture.</summary>
internal static class ReadCommand
{
    private const string EmbeddedWeights = "characters.kiln";

    /// <summary>The text in a picture.</summary>
    /// <param name="image">The picture's file.</param>
    /// <param name="weights">Weights of a training; null for those within the program.</param>
    public static string Read(string image, string? weights)
    {
        GrayImage picture = PictureFile.Read(image);
        ParameterSet<CharacterCnn> parameters = new();
        CheckpointInfo info = weights is null ? LoadEmbedded(parameters) : WeightsFile.Load(weights, parameters);
        if (info.Normalization is null)
            throw new UserErrorException($"{weights}: does not say how images are prepared; make weights with 'reader train'");

        using LineReader reader = new(parameters);
        (GrayImage line, ScoreMap map) = LineScores.Of(picture, reader, info.Normalization);
        return TextDecoder.Decode(line, map);
    }

    private static CheckpointInfo LoadEmbedded(ParameterSet parameters)
    {
        using Stream stream = typeof(ReadCommand).Assembly.GetManifestResourceStream(EmbeddedWeights)!;
        return WeightsFile.Load(stream, parameters, EmbeddedWeights, trusted: true);
    }
}
