using System.CommandLine;
using Kiln.Data;
using Kiln.Models.Classification;
using Kiln.Models.Figures;
using Kiln.Models.Networks;
using Kiln.Models.Reading;

namespace Kiln.Models.Commands;

/// <summary><c>read IMAGE</c>: reads a picture of a line of text.</summary>
internal static class ReadCommand
{
    /// <summary>Where <c>train</c> leaves its weights unless told otherwise. They are named but not used unasked: what a training without <c>--jitter</c> makes
    /// knows single letters only, and reads nonsense.</summary>
    private static readonly string TrainedWeights = Path.Combine(TrainCommand.DefaultFolder, TrainCommand.WeightsName);

    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one line of small letters, dark on light, for example data/sentence.png");
        Option<string?> weights = Arguments.Path(
            "--weights", "FILE", $"Weights or a checkpoint of a training with --jitter, for example {TrainedWeights}; without it the shipped ones");
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
        string weights = given is null ? ShippedData.Weights : ShippedData.Find(given);
        GrayImage picture = ImageFile.Read(path);
        if (invert)
            picture = picture.Inverted();
        else if (picture.LooksLightOnDark)
            streams.Error.WriteLine("kiln: the picture looks light on dark; if its text is, add --invert");

        KnownNetwork network = KnownNetwork.Find(nameof(CharacterCnn));
        (GrayImage line, ScoreMap map) = Score(network, weights, picture);
        string text = TextDecoder.Decode(line, map);

        figure ??= Path.Combine("runs", $"{Path.GetFileNameWithoutExtension(path)}-read.png");
        if (Path.GetDirectoryName(figure) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        ReadingFigure.Save(line, map, text, figure);

        streams.Output.WriteLine($"weights: {given ?? Shipped()}");
        streams.Output.WriteLine($"letters of {map.Columns} columns: {map.BestLetters}");
        streams.Output.WriteLine($"text: {text}");
        streams.Output.WriteLine($"picture: {figure}");
    }

    /// <summary>The scores of a picture of a line.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="picture">The picture, dark on light.</param>
    public static (GrayImage Line, ScoreMap Map) Score(KnownNetwork network, string weights, GrayImage picture)
    {
        ParameterSet parameters = network.CreateParameters();
        ImageNormalization normalization = ModelWeights.Load(weights, parameters).Normalization
            ?? throw new UserErrorException($"{weights}: does not say how images are prepared; make weights with 'train', or save the network with its imageMean");

        using MapNetwork reader = network.CreateReader(parameters);
        return LineScores.Of(picture, reader, normalization);
    }

    private static string Shipped()
    {
        string others = File.Exists(TrainedWeights) ? $" (--weights {TrainedWeights} reads with yours, if trained with --jitter)" : "";
        return $"{ShippedData.WeightsName}, the shipped ones{others}";
    }
}
