using System.CommandLine;
using System.Globalization;
using Kiln.Inspection;
using Kiln.Models.Evaluation;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary><c>evaluate</c>: measures how well lines of text are read, in fonts that no training has seen.</summary>
internal static class EvaluateCommand
{
    private const int Worst = 10;

    public static Command Create()
    {
        Option<string?> weights = Arguments.Path("--weights", "FILE", "Weights of a network that reads lines; without it the shipped ones of LineCnn");
        Option<int> seed = Arguments.Seed();
        Option<string?> picture = Arguments.Path("--out", "FILE", "The picture of the worst lines; without it runs/worst.png");
        Command command = new("evaluate", "Measure how well lines of text are read, in fonts that no training has seen.") { weights, seed, picture };
        command.SetAction(parsed => Run(
            parsed.GetValue(weights),
            parsed.GetValue(seed),
            parsed.GetValue(picture) ?? Path.Combine("runs", "worst.png"),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string? given, int seed, string picture, TextWriter output)
    {
        LetterInk ink = new(LetterFile.Read(ShippedData.Letters));
        string[] words = File.ReadAllLines(ShippedData.Find("data/lines/words.txt"));
        TestLine[] drawn = [.. TestLines.Drawn(ShippedData.Lines)];
        using LineNetwork network = LineNetwork.Load(given is null ? ShippedData.LineWeights : ShippedData.Find(given));
        ReadLine[] sentences = Read(TestLines.Sentences(ink, seed)), random = Read(TestLines.RandomWords(ink, words, seed));
        ReadLine[] drawnSentences = Read(drawn.Where(line => line.Text == TestLines.Sentence)), drawnRandom = Read(drawn.Where(line => line.Text != TestLines.Sentence));

        output.WriteLine($"weights: {given ?? $"{ShippedData.LineWeightsName}, the shipped ones"}");
        output.Write(TextTable.Format(
        [
            ["", "lines", "fonts", "characters wrong", "lines without an error"],
            [.. Enumerable.Repeat(TextTable.Line, 5)],
            Row("the sentence, set from letters", sentences),
            Row("random words, set from letters", random),
            Row("the sentence, drawn with fonts", drawnSentences),
            Row("random words, drawn with fonts", drawnRandom),
        ]));
        output.WriteLine();
        output.Write(TextTable.Format(
        [
            ["drawn with", "lines", "characters wrong", "lines without an error"],
            [.. Enumerable.Repeat(TextTable.Line, 4)],
            .. drawnSentences.Concat(drawnRandom).GroupBy(line => line.Line.Font).Select(font => (IReadOnlyList<string>)[font.Key, Whole(font.Count()), .. Errors([.. font])]),
        ]));
        WorstLinesFigure.Save([.. new[] { sentences, random, drawnSentences, drawnRandom }.SelectMany(lines => lines).OrderByDescending(line => line.ErrorRate).Take(Worst)], picture);
        output.WriteLine($"\nthe {Worst} worst lines: {picture}");

        ReadLine[] Read(IEnumerable<TestLine> lines) => [.. lines.Select(line => new ReadLine(line, network.Read(line.Picture)))];
    }

    private static IReadOnlyList<string> Row(string name, ReadLine[] lines) => [name, Whole(lines.Length), Whole(lines.DistinctBy(line => line.Line.Font).Count()), .. Errors(lines)];

    private static string[] Errors(IReadOnlyCollection<ReadLine> lines) =>
        [string.Create(CultureInfo.InvariantCulture, $"{100 * lines.Average(line => line.ErrorRate):F2} %"), Whole(lines.Count(line => line.ErrorRate == 0))];

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
