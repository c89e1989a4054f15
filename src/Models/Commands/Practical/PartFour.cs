using System.CommandLine;
using System.Globalization;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;
using Kiln.Training;
using SkiaSharp;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 4</c>: the letters. Two networks, one trained on letters as they are and one on letters as in running text, read the same sentence.</summary>
internal static class PartFour
{
    /// <summary>The practical's mosaic of training letters has this many columns.</summary>
    private const int TrainingColumns = 25;

    private const string Sentence = "data/sentence.png";

    public static Command Create()
    {
        Option<int> epochs = Arguments.Whole("--epochs", "How often to go through the training letters", 15, least: 1);
        Option<int> seed = Arguments.Seed();
        Option<int> threads = Arguments.Whole("--threads", "Threads; 0 for one a processor. The result does not depend on it", 0, least: 0);
        Option<string> device = Arguments.Device();
        Option<bool> fresh = new("--fresh") { Description = "Begin anew and delete the checkpoints of the folder; otherwise the training continues" };
        Option<string> folder = PracticalCommand.Folder(4);
        Command command = new("4", "Learn a character network, without and with jitter, and read a sentence with both.") { epochs, seed, threads, device, fresh, folder };
        command.SetAction((parsed, cancellation) =>
        {
            TrainingRecipe recipe = TrainingRecipe.Letters;
            TrainingOptions options = recipe.Options with { LearningRates = [recipe.Rate], Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed), Fresh = parsed.GetValue(fresh) };
            (string made, string deviceName, int threadCount) = (PracticalCommand.Made(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(device), parsed.GetValue(threads));
            TextWriter output = parsed.InvocationConfiguration.Output;
            return Task.Run(() => Run(options, made, deviceName, threadCount, output, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static void Run(TrainingOptions options, string folder, string device, int threads, TextWriter output, CancellationToken cancellation)
    {
        KnownNetwork network = KnownNetwork.Find(nameof(CharacterCnn));
        LetterSet letters = LetterFile.Read(ShippedData.Letters);
        string data = Path.Combine(folder, "letters.png");
        SaveLetters(letters, data);
        output.WriteLine($"the letter a in all fonts: {data}");
        (string Name, bool Jitter)[] trainings = [("plain", false), ("jitter", true)];
        List<(string Name, string Weights, EpochReport Last)> trained = [];
        foreach ((string name, bool jitter) in trainings)
        {
            output.WriteLine(jitter ? "training on letters between others, moved a little" : "training on letters as they are");
            string own = Path.Combine(folder, name);
            (string weights, IReadOnlyList<EpochReport> history) = TrainCommand.Train(
                network, LetterTask.Of(letters, jitter), options with { OutputFolder = own }, device, threads, output, cancellation);
            trained.Add((name, weights, history[^1]));
            output.WriteLine($"curves, filters and weights: {own}");
        }

        GrayImage picture = ImageFile.Read(ShippedData.Find(Sentence));
        foreach ((string name, string weights, EpochReport last) in trained)
        {
            (ErrorRates training, ErrorRates validation) = (last.Training, last.Validation!.Value);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-6} gap between validation and training: objective {validation.Loss:F4} − {training.Loss:F4} = {validation.Loss - training.Loss:F4}, top-1 error {validation.Top1Error:F4} − {training.Top1Error:F4} = {validation.Top1Error - training.Top1Error:F4}"));
            (GrayImage line, ScoreMap map) = ReadCommand.Score(weights, picture);
            string text = TextDecoder.Decode(line, map), figure = Path.Combine(folder, $"sentence-{name}.png");
            ReadingFigure.Save(line, map, text, figure);
            output.WriteLine($"{name,-6} letters of {map.Columns} columns: {map.BestLetters}");
            output.WriteLine($"{name,-6} reads: {text}");
            output.WriteLine($"{name,-6} picture: {figure}");
        }
    }

    /// <summary>The first letter in all training fonts and in all validation fonts.</summary>
    private static void SaveLetters(LetterSet letters, string path)
    {
        ImageMap[] training = Of(validation: false), validation = Of(validation: true);
        int rows = (training.Length + TrainingColumns - 1) / TrainingColumns;
        using SKBitmap figure = Panels.Draw(
            2,
            default,
            new Panel("a in the training fonts", Mosaic.Draw(training, new MosaicOptions { Layout = (rows, TrainingColumns) })),
            new Panel("a in the validation fonts", Mosaic.Draw(validation)));
        Picture.Save(figure, path);

        ImageMap[] Of(bool validation) =>
        [
            .. Enumerable.Range(0, letters.Fonts.Count).Where(font => letters.Fonts[font].Validation == validation)
                .Select(font => new ImageMap(LetterSet.Side, LetterSet.Side, 1, Array.ConvertAll(letters.Image(font, 0).ToArray(), pixel => pixel / 255f))),
        ];
    }
}
