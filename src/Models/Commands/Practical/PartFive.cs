using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Classification;
using Kiln.Models.Figures;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;
using Kiln.Models.Report;
using Kiln.Report.Sections;
using SkiaSharp;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 5</c>: a pretrained network, VGG-VD-16 in the practical: its table of layers, and what it sees in a picture.</summary>
internal static class PartFive
{
    private const string StandardNetwork = nameof(Vgg16);

    /// <summary>Pixels for a title above a small picture.</summary>
    private const int LeastWidth = 480;

    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one thing, for example data/pictures/coffee.png");
        Option<string?> weights = Arguments.Path("--weights", "FILE", "A model of MatConvNet: imagenet-vgg-verydeep-16.mat, or that of another --network");
        Option<string> network = new("--network") { Description = "The network of the weights", HelpName = "NETWORK", DefaultValueFactory = _ => StandardNetwork };
        Option<string> folder = PracticalCommand.Folder(5);
        Command command = new("5", "Use a pretrained network: VGG-VD-16.") { image, weights, network, folder };
        command.SetAction(parsed => ReportedRun.Of(
            parsed,
            parsed.GetRequiredValue(folder),
            run => Run(parsed.GetRequiredValue(image), parsed.GetValue(weights), KnownNetwork.Find(parsed.GetRequiredValue(network)), parsed.GetRequiredValue(folder), run)));
        return command;
    }

    private static void Run(string image, string? file, KnownNetwork network, string folder, ReportedRun run)
    {
        ImageMap picture = ImageFile.ReadColours(ShippedData.Find(image));
        run.Page.Begin();
        run.Page.Chapter().Set(new NetworkSection(network.Description));
        run.Page.Chapter().Set(new LayersSection(network.Description));
        run.Console.WriteLine(new LayerTable(network.Description, 1));
        run.Console.WriteLine(NetworkSize.Of(network.Description));
        run.Console.WriteLine($"report: {run.Page.Path}");
        if (file is null)
            throw new UserErrorException($"{image} is not classified: --weights FILE is missing, a model of MatConvNet's with {network.Name}'s layers (docs/practical.md says where it is)");

        ParameterSet parameters = network.CreateParameters();
        ModelWeights weights = ModelWeights.Load(file, parameters);
        ClassifyCommand.SayLoaded(weights, whole: false, run.Output);

        // The practical stretches the picture to the network's extents.
        float[] input = ModelImage.Prepare(picture, weights, network.Description.InputShape, stretch: true, file);
        ScoredClass best = Classifier.Classify(network, parameters, weights, input, threads: 0)[0];
        SKBitmap figure = Panels.Draw(1, (0, LeastWidth), new Panel(best.ToString(), Mosaic.TrueColour(picture)));
        const string Name = "figure-1.png";
        new PracticalReport(run.Page, PracticalCommand.Made(folder)).Save(figure, Name, $"{image}: {best}");
        run.Output.WriteLine(best);
        run.Output.WriteLine($"figure: {Path.Combine(folder, Name)}");
    }
}
