using Kiln.Data;
using Kiln.Inspection;
using Kiln.Models.Letters;

namespace Kiln.Models.Reading;

/// <summary>Slides a network over a line of text.</summary>
internal static class LineScores
{
    /// <summary>Brings a picture to the size the network was trained at, and scores it.</summary>
    /// <param name="picture">A line of text, dark on light.</param>
    /// <param name="reader">The network.</param>
    /// <param name="normalization">How pixels become what the network reads.</param>
    /// <returns>The line as it was scored, and its scores.</returns>
    /// <exception cref="UserErrorException">The picture is not a line of text.</exception>
    public static (GrayImage Line, ScoreMap Map) Of(GrayImage picture, MapNetwork reader, ImageNormalization normalization)
    {
        NetworkDescription network = reader.Description;
        LayerDescription scores = network.Layers[^1];
        string classes = scores.OutputShape.Channels == LineClasses.Names.Length ? LineClasses.Names : LetterSet.Alphabet;
        ReceptiveField field = ReceptiveField.Of(network)[scores.Name];
        GrayImage line = TextLine.Prepare(picture, reader.Smallest.Height, (int)field.Size.Columns / 2);
        float[] input = new float[line.Pixels.Length];
        normalization.Apply(line.Pixels, input);
        return (line, new ScoreMap(reader.Forward(input, line.Height, line.Width), classes, (int)field.Offset.Columns, (int)field.Stride.Columns));
    }
}
