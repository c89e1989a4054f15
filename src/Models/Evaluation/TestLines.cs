using Kiln.Models.Letters;
using Kiln.Models.Reading;
using Kiln.Numerics;

namespace Kiln.Models.Evaluation;

/// <summary>Lines to measure a reader with; none is in a font that it was trained on.</summary>
internal static class TestLines
{
    /// <summary>The practical's sentence.</summary>
    public const string Sentence = "the rat the cat the dog chased killed ate the malt";

    /// <summary>How many random lines are set from letters.</summary>
    public const int RandomLines = 200;

    private const int FewestWords = 3, MostWords = 6;

    /// <summary>Keeps the random numbers of the random lines apart from those of the sentences.</summary>
    private const int RandomStream = 1 << 20;

    /// <summary>The sentence set from the letters of each font that validates.</summary>
    /// <param name="ink">The letters.</param>
    /// <param name="seed">Decides about the gaps.</param>
    public static IEnumerable<TestLine> Sentences(LetterInk ink, int seed) =>
        ink.Letters.FontsOf(validation: true).Select(font => Set(ink, font, Sentence, new SeededRandom(seed, font)));

    /// <summary>Random words, each line set from the letters of a random font that validates.</summary>
    /// <param name="ink">The letters.</param>
    /// <param name="words">The words there are, of a to z.</param>
    /// <param name="seed">Decides about words, fonts and gaps.</param>
    public static IEnumerable<TestLine> RandomWords(LetterInk ink, IReadOnlyList<string> words, int seed)
    {
        int[] fonts = ink.Letters.FontsOf(validation: true);
        for (int i = 0; i < RandomLines; i++)
        {
            SeededRandom random = new(seed, RandomStream + i);
            int font = fonts[random.Next(fonts.Length)];
            int count = FewestWords + random.Next(MostWords - FewestWords + 1);
            string text = string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Count)]));
            yield return Set(ink, font, text, random);
        }
    }

    /// <summary>The shipped lines that were drawn with fonts, as programs draw text.</summary>
    /// <param name="folder">Has <c>lines.tsv</c> (picture, font and text of every line, in the order in which they stand below one another) and the pictures.</param>
    /// <exception cref="UserErrorException">A picture has not as many lines as the table.</exception>
    public static IEnumerable<TestLine> Drawn(string folder)
    {
        IEnumerable<string[]> rows = File.ReadLines(Path.Combine(folder, "lines.tsv")).Skip(1).Select(row => row.Split('\t'));
        foreach (IGrouping<string, string[]> lines in rows.GroupBy(row => row[0]))
        {
            string path = Path.Combine(folder, lines.Key);
            GrayImage sheet = ImageFile.Read(path);
            if (sheet.Height != lines.Count() * LetterSet.Side)
                throw new UserErrorException($"{path}: has {sheet.Height} rows, but its {lines.Count()} lines take {LetterSet.Side} each");

            foreach ((int index, string[] row) in lines.Index())
            {
                int floats = LetterSet.Side * sheet.Width;
                yield return new TestLine(row[1], row[2], new GrayImage(LetterSet.Side, sheet.Width, sheet.Pixels[(index * floats)..((index + 1) * floats)]));
            }
        }
    }

    private static TestLine Set(LetterInk ink, int font, string text, SeededRandom random) => new(ink.Letters.Fonts[font].Name, text, LetterLine.Set(ink, font, text, random));
}
