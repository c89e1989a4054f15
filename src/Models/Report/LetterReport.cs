using System.Globalization;
using Kiln.Data;
using Kiln.Models.Evaluation;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Models.Reading;
using Kiln.Report;
using Kiln.Report.Sections;

namespace Kiln.Models.Report;

/// <summary>What a page shows of a training on letters.</summary>
internal sealed class LetterReport
{
    /// <summary>The line of text that trained networks are tried on.</summary>
    public const string Sentence = "data/sentence.png";

    private const int WorstLines = 10;

    private readonly ReportChapter chapter;
    private readonly KnownNetwork network;
    private readonly LetterTask task;

    /// <summary>A report of a training that begins now.</summary>
    /// <param name="page">The page.</param>
    /// <param name="chapter">The chapter that the training gets.</param>
    /// <param name="network">The network.</param>
    /// <param name="task">The letters.</param>
    public LetterReport(ReportPage page, ReportChapter chapter, KnownNetwork network, LetterTask task)
    {
        (Page, this.chapter, this.network, this.task) = (page, chapter, network, task);
        Training = new TrainingReport(page, chapter, network.Description, new TrainingReportOptions
        {
            ClassNames = ClassNames.Of(network.Recipe.Classes),
            ImageName = image => task.ValidationFonts[image / LetterSet.Letters],
        });
    }

    /// <summary>The page.</summary>
    public ReportPage Page { get; }

    /// <summary>The part that any training has.</summary>
    public TrainingReport Training { get; }

    /// <summary>Where to save the picture of the sentence as it was read.</summary>
    public required string Figure { get; init; }

    /// <summary>How the sentence was read, after <see cref="End"/>; null for a network that reads single letters only.</summary>
    public (ScoreMap Map, string Text)? Reading { get; private set; }

    /// <summary>Adds what there is to see of a training that is done.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="timedImages">With how many images its kernels are timed; 0 to leave that out.</param>
    /// <param name="filters">The picture of its filters.</param>
    /// <param name="weights">The file of its weights.</param>
    public void End(TrainableNetwork trained, int timedImages, string filters, string weights)
    {
        Training.End(trained, task.Validation, timedImages);
        LayerDescription layer = network.Description.Layers.First(layer => layer.Filters > 0);
        chapter.Set(new FiguresSection(SectionPlace.Filters, "Filters",
        [
            new ReportFigure(File.ReadAllBytes(filters), $"The {layer.Filters} filters of {layer.Name}, {layer.Window.Height}×{layer.Window.Width}, each from its least weight (black) to its largest (white).") { HasSharpPixels = true },
        ]));
        if (!network.HasReader)
            return;

        using LineNetwork reader = LineNetwork.Load(weights);
        Read(reader);
        if (network.Recipe == TrainingRecipe.Lines)
            ReadWorstLines(reader);
    }

    /// <summary>What the worst mistakes are to a network that tells single letters apart.</summary>
    private void ReadWorstLines(LineNetwork reader)
    {
        ReadLine[] read = [.. TestLines.Sentences(new LetterInk(LetterFile.Read(ShippedData.Letters)), seed: 1).Select(line => new ReadLine(line, reader.Read(line.Picture)))];
        string path = Path.Combine(Path.GetDirectoryName(Figure)!, "worst-lines.png");
        WorstLinesFigure.Save([.. read.OrderByDescending(line => line.ErrorRate).Take(WorstLines)], path);
        string errors = string.Create(CultureInfo.InvariantCulture, $"{100 * read.Average(line => line.ErrorRate):F2} % of the characters are wrong, {read.Count(line => line.ErrorRate == 0)} of {read.Length} lines are read without an error");
        chapter.Set(new FiguresSection(SectionPlace.Mistakes, "The worst lines", [new ReportFigure(File.ReadAllBytes(path), $"The worst {WorstLines}, each with what was read of it.") { IsWide = true }])
        {
            Lead = $"The sentence, set from the letters of each shipped font that validates: {errors}.",
        });
    }

    private void Read(LineNetwork reader)
    {
        (GrayImage line, ScoreMap map) = reader.Score(ImageFile.Read(ShippedData.Find(Sentence)));
        string text = TextDecoder.Decode(line, map);
        ReadingFigure.Save(line, map, text, Figure);
        Reading = (map, text);
        chapter.Set(new FiguresSection(SectionPlace.Trial, "A sentence",
        [
            new ReportFigure(File.ReadAllBytes(Figure), $"{Sentence} read with the new weights: the best letter every {map.Stride} pixels, in blue, and the scores of all letters below. Read as: {text}") { IsWide = true },
        ])
        {
            Lead = task.Training is LetterJitter or LineSource ? "" : "This network was trained on single letters in the middle of paper: between letters it has learned nothing. A training with --jitter reads lines.",
        });
    }
}
