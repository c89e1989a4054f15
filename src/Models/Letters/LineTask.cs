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
        if (set.Fonts.All(font => font.Validation))
            throw new UserErrorException("the letters have no font to train on");

        bool canValidate = set.Fonts.Any(font => font.Validation);
        return new LetterTask(new LineSource(set, validation: false, network), canValidate ? new LineSource(set, validation: true, network) : null);
    }
}
