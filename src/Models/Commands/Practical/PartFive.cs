using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Networks;
using Kiln.Models.Report;
using Kiln.Report.Sections;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 5</c>: a pretrained VGG-VD-16 and its table of layers.</summary>
internal static class PartFive
{
    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one thing, for example data/pictures/coffee.png");
        Option<string?> weights = Arguments.Path("--weights", "FILE", "MatConvNet's imagenet-vgg-verydeep-16.mat");
        Option<string> folder = PracticalCommand.Folder(5);
        Command command = new("5", "Use a pretrained network: VGG-VD-16.") { image, weights, folder };
        command.SetAction(parsed => ReportedRun.Of(
            parsed, parsed.GetRequiredValue(folder), run => Run(parsed.GetRequiredValue(image), parsed.GetValue(weights), run)));
        return command;
    }

    private static void Run(string image, string? weights, ReportedRun run)
    {
        _ = ShippedData.Find(image);
        NetworkDescription network = KnownNetwork.Find(nameof(Vgg16)).Description;
        run.Page.Begin();
        run.Page.Chapter().Set(new NetworkSection(network));
        run.Page.Chapter().Set(new LayersSection(network));
        run.Console.WriteLine(new LayerTable(network, 1));
        run.Console.WriteLine(NetworkSize.Of(network));
        run.Console.WriteLine($"report: {run.Page.Path}");
        throw new UserErrorException($"{image} is not classified: this version cannot load MATLAB files yet{(weights is null ? "" : $", so '{weights}' is not read")}");
    }
}
