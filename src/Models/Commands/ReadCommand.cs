using System.CommandLine;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Models.Figures;
using Kiln.Models.Networks;
using Kiln.Models.Reading;

namespace Kiln.Models.Commands;

/// <summary><c>read IMAGE</c>: reads a picture of a line of text.</summary>
internal static class ReadCommand
{
    /// <summary>Where <c>train LineCnn</c> leaves its weights unless told otherwise. They are named but not used unasked.</summary>
    private static readonly string TrainedWeights = Path.Combine(TrainingRecipe.Lines.Folder, TrainCommand.WeightsName);

    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one line of small letters, dark on light, for example data/sentence.png");
        Option<string?> weights = Arguments.Path(
            "--weights", "FILE", $"Weights or a checkpoint of LineCnn, for example {TrainedWeights}, or of CharacterCnn, trained with --jitter; without it the shipped ones of LineCnn");
        Option<string?> figure = Arguments.Path("--out", "FILE", "The picture to save: letters and scores; without it runs/IMAGE-read.png");
        Option<bool> invert = new("--invert") { Description = "The text is light on dark" };
        Command command = new("read", "Read a line of text in a picture.") { image, weights, figure, invert };
        command.SetAction(parsed => Run(
            ShippedData.Find(parsed.GetRequiredValue(image)),
            parsed.GetValue(weights),
            parsed.GetValue(figure),
            parsed.GetValue(invert),
            parsed.InvocationConfiguration));
        return command;
    }

    private static void Run(string path, string? given, string? figure, bool invert, InvocationConfiguration streams)
    {
        string weights = given is null ? ShippedData.LineWeights : ShippedData.Find(given);
        GrayImage picture = ImageFile.Read(path);
        if (invert)
            picture = picture.Inverted();
        else if (picture.LooksLightOnDark)
            streams.Error.WriteLine("kiln: the picture looks light on dark; if its text is, add --invert");

        using LineNetwork network = LineNetwork.Load(weights);
        (GrayImage line, ScoreMap map) = network.Score(picture);
        string text = TextDecoder.Decode(line, map);

        figure ??= Path.Combine("runs", $"{Path.GetFileNameWithoutExtension(path)}-read.png");
        ReadingFigure.Save(line, map, text, figure);

        streams.Output.WriteLine($"weights: {given ?? Shipped()}");
        streams.Output.WriteLine($"letters of {map.Columns} columns: {map.BestLetters}");
        streams.Output.WriteLine($"text: {text}");
        streams.Output.WriteLine($"picture: {figure}");
    }

    private static string Shipped()
    {
        string others = File.Exists(TrainedWeights) ? $" (--weights {TrainedWeights} reads with yours)" : "";
        return $"{ShippedData.LineWeightsName}, the shipped ones{others}";
    }
}
