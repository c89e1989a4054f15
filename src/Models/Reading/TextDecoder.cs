using System.Text;

namespace Kiln.Models.Reading;

/// <summary>Turns a score map into text.</summary>
/// <remarks>
/// The network has no class for "no letter" and always answers one, also between letters. So the picture itself says where letters are: in every
/// <see cref="InkPiece"/> neighbouring columns with the same answer become one letter, and the letter with the most answers stands. Another letter of
/// the piece counts only if two columns or more say so and if it is at least <see cref="LetterPitch"/> pixels away: letters may touch, but a wide
/// letter also looks like others at its edges. Two equal letters stay two only with paper between them. Wide gaps are spaces.
/// </remarks>
internal static class TextDecoder
{
    /// <summary>The least distance, in pixels, of the middles of two letters that touch.</summary>
    private const double LetterPitch = 9;

    /// <summary>The fewest columns that make a letter beside a surer one in the same piece.</summary>
    private const int FewestColumns = 2;

    /// <summary>The least gap that is a space, in pixels: letters at 26 pixels an em stand up to 5 apart.</summary>
    private const double SpaceWidth = 6;

    /// <summary>Reads a line, of which the network may also say where letters stand.</summary>
    /// <param name="line">The picture that was scored.</param>
    /// <param name="map">Its scores.</param>
    public static string Decode(GrayImage line, ScoreMap map)
    {
        if (map.Classes == LineClasses.Names)
            return LineDecoder.Decode(line, map);

        StringBuilder text = new();
        InkPiece? last = null;
        foreach (InkPiece piece in InkPiece.Of(line))
        {
            if (last?.Gap(line, piece) >= SpaceWidth)
                text.Append(' ');

            foreach (LetterRun run in Letters(map, piece))
                text.Append(run.Letter);
            last = piece;
        }

        return text.ToString();
    }

    /// <summary>The runs that each stand for one letter of a piece, from left to right.</summary>
    private static IEnumerable<LetterRun> Letters(ScoreMap map, InkPiece piece)
    {
        List<LetterRun> taken = [];
        foreach (LetterRun run in Runs(map, piece).OrderByDescending(run => run.Weight))
        {
            bool apart = taken.TrueForAll(other => Math.Abs(other.Middle - run.Middle) >= LetterPitch);
            if (taken.Count == 0 || (apart && run.Columns >= FewestColumns))
                taken.Add(run);
        }

        return taken.OrderBy(run => run.Middle);
    }

    /// <summary>Neighbouring columns on a piece with the same answer.</summary>
    private static List<LetterRun> Runs(ScoreMap map, InkPiece piece)
    {
        List<LetterRun> runs = [];
        foreach (int column in Columns(map, piece))
        {
            (char letter, double probability) = map.Best(column);
            if (runs.Count > 0 && runs[^1].Letter == letter)
                runs[^1] = runs[^1].With(map.Centre(column), probability);
            else
                runs.Add(new LetterRun(letter, map.Centre(column), map.Centre(column), 1, probability));
        }

        return runs;
    }

    /// <summary>The score columns whose middle lies on a piece, or the one nearest to the middle of a narrow piece.</summary>
    private static IEnumerable<int> Columns(ScoreMap map, InkPiece piece)
    {
        IEnumerable<int> on = Enumerable.Range(0, map.Columns).Where(column => map.Centre(column) >= piece.From && map.Centre(column) < piece.To);
        double middle = (piece.From + piece.To - 1) / 2.0;
        return on.Any() ? on : [Enumerable.Range(0, map.Columns).MinBy(column => Math.Abs(map.Centre(column) - middle))];
    }

    /// <summary>Columns with the same answer.</summary>
    /// <param name="Letter">The answer.</param>
    /// <param name="First">Pixel in the middle of the first column.</param>
    /// <param name="Last">Pixel in the middle of the last column.</param>
    /// <param name="Columns">How many.</param>
    /// <param name="Weight">Their probabilities summed.</param>
    private readonly record struct LetterRun(char Letter, int First, int Last, int Columns, double Weight)
    {
        public double Middle => (First + Last) / 2.0;

        public LetterRun With(int centre, double probability) =>
            this with { Last = centre, Columns = Columns + 1, Weight = Weight + probability };
    }
}
