using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 5</c>: a pretrained VGG-VD-16 and its table of layers.</summary>
internal static class PartFive
{
    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one thing, for example data/pictures/coffee.png");
        Option<string?> weights = Arguments.Path("--weights", "FILE", "MatConvNet's imagenet-vgg-verydeep-16.mat");
        Command command = new("5", "Use a pretrained network: VGG-VD-16.") { image, weights };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(image), parsed.GetValue(weights), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string image, string? weights, TextWriter output)
    {
        _ = ShippedData.Find(image);
        NetworkDescription network = KnownNetwork.Find(nameof(Vgg16)).Description;
        output.WriteLine(new LayerTable(network, 1));
        output.WriteLine(NetworkSize.Of(network));
        throw new UserErrorException($"{image} is not classified: this version cannot load MATLAB files yet{(weights is null ? "" : $", so '{weights}' is not read")}");
    }
}
