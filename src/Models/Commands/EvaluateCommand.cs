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
        LetterSet letters = LetterFile.Read(ShippedData.Letters);
        string[] words = File.ReadAllLines(ShippedData.Find("data/lines/words.txt"));
        TestLine[] drawn = [.. TestLines.Drawn(ShippedData.Lines)];
        (string Name, IEnumerable<TestLine> Lines)[] sets =
        [
            ("the sentence, set from letters", TestLines.Sentences(letters, seed)),
            ("random words, set from letters", TestLines.RandomWords(letters, words, seed)),
            ("the sentence, drawn with fonts", drawn.Where(line => line.Text == TestLines.Sentence)),
            ("random words, drawn with fonts", drawn.Where(line => line.Text != TestLines.Sentence)),
        ];

        using LineNetwork network = LineNetwork.Load(given is null ? ShippedData.LineWeights : ShippedData.Find(given));
        output.WriteLine($"weights: {given ?? $"{ShippedData.LineWeightsName}, the shipped ones"}");
        List<IReadOnlyList<string>> table = [["", "lines", "fonts", "characters wrong", "lines without an error"], [.. Enumerable.Repeat(TextTable.Line, 5)]];
        List<ReadLine> all = [];
        foreach ((string name, IEnumerable<TestLine> lines) in sets)
        {
            ReadLine[] read = [.. lines.Select(line => new ReadLine(line, network.Read(line.Picture)))];
            table.Add([name, Whole(read.Length), Whole(read.DistinctBy(line => line.Line.Font).Count()), .. Errors(read)]);
            all.AddRange(read);
        }

        output.Write(TextTable.Format(table));
        List<IReadOnlyList<string>> fonts = [["drawn with", "lines", "characters wrong", "lines without an error"], [.. Enumerable.Repeat(TextTable.Line, 4)]];
        HashSet<TestLine> drawnLines = [.. drawn];
        foreach (IGrouping<string, ReadLine> font in all.Where(line => drawnLines.Contains(line.Line)).GroupBy(line => line.Line.Font))
            fonts.Add([font.Key, Whole(font.Count()), .. Errors([.. font])]);

        output.Write($"\n{TextTable.Format(fonts)}");
        if (Path.GetDirectoryName(picture) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        WorstLinesFigure.Save([.. all.OrderByDescending(line => line.ErrorRate).Take(Worst)], picture);
        output.WriteLine($"\nthe {Worst} worst lines: {picture}");
    }

    private static string[] Errors(IReadOnlyCollection<ReadLine> lines) =>
        [string.Create(CultureInfo.InvariantCulture, $"{100 * lines.Average(line => line.ErrorRate):F2} %"), Whole(lines.Count(line => line.ErrorRate == 0))];

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
