using System.CommandLine;
using System.Globalization;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;
using Kiln.Models.Report;
using Kiln.Training;
using SkiaSharp;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 4</c>: the letters. Two networks, one trained on letters as they are and one on letters as in running text, read the same sentence.</summary>
internal static class PartFour
{
    /// <summary>The practical's mosaic of training letters has this many columns.</summary>
    private const int TrainingColumns = 25;

    public static Command Create()
    {
        Option<int> epochs = Arguments.Whole("--epochs", "How often to go through the training letters", 15, least: 1);
        Option<int> seed = Arguments.Seed();
        Option<int> threads = Arguments.Threads();
        Option<string> device = Arguments.Device();
        Option<bool> fresh = new("--fresh") { Description = "Begin anew and delete the checkpoints of the folder; otherwise the training continues" };
        Option<string> folder = PracticalCommand.Folder(4);
        Command command = new("4", "Learn a character network, without and with jitter, and read a sentence with both.") { epochs, seed, threads, device, fresh, folder };
        WatchOptions watch = new();
        watch.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            TrainingRecipe recipe = TrainingRecipe.Letters;
            TrainingOptions options = recipe.Options with { LearningRates = [recipe.Rate], Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed), Fresh = parsed.GetValue(fresh) };
            (string made, string deviceName, int threadCount) = (PracticalCommand.Made(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(device), parsed.GetValue(threads));
            return Task.Run(() => ReportedRun.Of(parsed, made, run => Run(options, made, deviceName, threadCount, run, cancellation), watch), CancellationToken.None);
        });
        return command;
    }

    private static void Run(TrainingOptions options, string folder, string device, int threads, ReportedRun run, CancellationToken cancellation)
    {
        TextWriter output = run.Output;
        KnownNetwork network = KnownNetwork.Find(nameof(CharacterCnn));
        LetterSet letters = LetterFile.Read(ShippedData.Letters);
        SaveLetters(letters, folder, new PracticalReport(run.Page, folder), output);
        (string Name, string Title, bool Jitter)[] trainings = [("plain", "Letters as they are", false), ("jitter", "Letters between others, moved a little", true)];
        List<(string Name, LetterReport Report, EpochReport Last)> trained = [];
        foreach ((string name, string title, bool jitter) in trainings)
        {
            output.WriteLine($"training on {char.ToLowerInvariant(title[0])}{title[1..]}");
            string own = Path.Combine(folder, name);
            LetterTask task = LetterTask.Of(letters, jitter);
            LetterReport report = new(run.Page, run.Page.Chapter(name, title), network, task) { Figure = Path.Combine(folder, $"sentence-{name}.png") };
            (_, IReadOnlyList<EpochReport> history) = TrainCommand.Train(
                network, task, options with { OutputFolder = own }, device, threads, run.Console, report, cancellation);
            trained.Add((name, report, history[^1]));
            output.WriteLine($"curves, filters and weights: {own}");
        }

        foreach ((string name, LetterReport report, EpochReport last) in trained)
        {
            (ErrorRates training, ErrorRates validation) = (last.Training, last.Validation!.Value);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-6} gap between validation and training: objective {validation.Loss:F4} − {training.Loss:F4} = {validation.Loss - training.Loss:F4}, top-1 error {validation.Top1Error:F4} − {training.Top1Error:F4} = {validation.Top1Error - training.Top1Error:F4}"));
            (ScoreMap map, string text) = report.Reading!.Value;
            output.WriteLine($"{name,-6} letters of {map.Columns} columns: {map.BestLetters}");
            output.WriteLine($"{name,-6} reads: {text}");
            output.WriteLine($"{name,-6} picture: {report.Figure}");
        }

        run.Outcome = $"Two trainings of {options.Epochs} epochs.";
        run.Console.WriteLine($"report: {run.Page.Path}");
    }

    /// <summary>The first letter in all training fonts and in all validation fonts.</summary>
    private static void SaveLetters(LetterSet letters, string folder, PracticalReport report, TextWriter output)
    {
        const string Name = "letters.png";
        ImageMap[] training = Of(validation: false), validation = Of(validation: true);
        int rows = (training.Length + TrainingColumns - 1) / TrainingColumns;
        SKBitmap figure = Panels.Draw(
            2,
            default,
            new Panel("a in the training fonts", Mosaic.Draw(training, new MosaicOptions { Layout = (rows, TrainingColumns) })),
            new Panel("a in the validation fonts", Mosaic.Draw(validation)));
        report.Save(figure, Name, "The letter a in all fonts: those of the training, and those of the validation.", isWide: true);
        output.WriteLine($"the letter a in all fonts: {Path.Combine(folder, Name)}");

        ImageMap[] Of(bool validation) =>
        [
            .. Enumerable.Range(0, letters.Fonts.Count).Where(font => letters.Fonts[font].Validation == validation)
                .Select(font => new ImageMap(LetterSet.Side, LetterSet.Side, 1, Array.ConvertAll(letters.Image(font, 0).ToArray(), pixel => pixel / 255f))),
        ];
    }
}
