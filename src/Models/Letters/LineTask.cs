using Kiln.Models.Reading;

namespace Kiln.Models.Letters;

/// <summary>Lines of random letters of a set, as a task for a network that reads whole lines.</summary>
internal static class LineTask
{
    /// <summary>The task of a set.</summary>
    /// <param name="set">The letters.</param>
    /// <param name="network">Reads lines.</param>
    /// <exception cref="UserErrorException">It does not, or the set has no fonts to train on.</exception>
    public static LetterTask Of(LetterSet set, NetworkDescription network)
    {
        (Shape input, Shape scores) = (network.InputShape, network.Layers[^1].OutputShape);
        if ((input.Height, input.Channels, scores.Height, scores.Channels) != (LetterSet.Side, 1, 1, LineClasses.Names.Length))
            throw new UserErrorException($"{network.Name} makes {scores} of {input}, but lines have {LetterSet.Side} rows and {LineClasses.Names.Length} classes at each place");
        if (set.FontsOf(validation: false).Length == 0)
            throw new UserErrorException(LetterTask.NoFont);

        LetterInk ink = new(set);
        return new LetterTask(
            new LineSource(ink, validation: false, network), set.FontsOf(validation: true).Length > 0 ? new LineSource(ink, validation: true, network) : null);
    }
}
