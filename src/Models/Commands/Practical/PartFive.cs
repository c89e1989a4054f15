using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Classification;
using Kiln.Models.Figures;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;
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
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(image),
            parsed.GetValue(weights),
            KnownNetwork.Find(parsed.GetRequiredValue(network)),
            parsed.GetRequiredValue(folder),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string image, string? file, KnownNetwork network, string folder, TextWriter output)
    {
        ImageMap picture = ImageFile.ReadColours(ShippedData.Find(image));
        output.WriteLine(new LayerTable(network.Description, 1));
        output.WriteLine(NetworkSize.Of(network.Description));
        if (file is null)
            throw new UserErrorException($"{image} is not classified: --weights FILE is missing, a model of MatConvNet's with {network.Name}'s layers (https://www.vlfeat.org/matconvnet/pretrained)");

        ParameterSet parameters = network.CreateParameters();
        ModelWeights weights = ModelWeights.Load(file, parameters);
        ClassifyCommand.SayLoaded(weights, whole: false, output);

        // The practical stretches the picture to the network's extents.
        float[] input = ModelImage.Prepare(picture, weights, network.Description.InputShape, stretch: true, file);
        ScoredClass best = Classifier.Classify(network, parameters, weights, input, threads: 0)[0];
        string path = Path.Combine(PracticalCommand.Made(folder), "figure-1.png");
        using SKBitmap figure = Panels.Draw(1, (0, LeastWidth), new Panel(best.ToString(), Mosaic.TrueColour(picture)));
        Picture.Save(figure, path);
        output.WriteLine(best);
        output.WriteLine($"figure: {path}");
    }
}
