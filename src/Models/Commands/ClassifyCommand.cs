using System.CommandLine;
using Kiln.Models.Classification;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;

namespace Kiln.Models.Commands;

/// <summary><c>classify IMAGE</c>: tells what a picture shows, with weights that were trained here or by MatConvNet.</summary>
internal static class ClassifyCommand
{
    private const int Shown = 5;

    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one thing, for example data/pictures/coffee.png");
        Option<string> network = NetworkName();
        Option<string> weights = new("--weights") { Description = "Weights of Kiln or a model of MatConvNet", HelpName = "FILE", Required = true };
        Option<int> threads = Arguments.Threads();
        Option<bool> report = new("--report") { Description = "Also say which layer of a MATLAB file was loaded where" };
        Command command = new("classify", "Tell what a picture shows.") { image, network, weights, threads, report };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(image),
            KnownNetwork.Find(parsed.GetRequiredValue(network)),
            parsed.GetRequiredValue(weights),
            parsed.GetValue(threads),
            parsed.GetValue(report),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Option<string> NetworkName() => new("--network")
    {
        Description = $"One of: {KnownNetwork.Names}", HelpName = "NETWORK", Required = true,
    };

    private static void Run(string image, KnownNetwork network, string file, int threads, bool report, TextWriter output)
    {
        ImageMap picture = ImageFile.ReadColours(ShippedData.Find(image));
        ParameterSet parameters = network.CreateParameters();
        ModelWeights weights = ModelWeights.Load(file, parameters);
        SayLoaded(weights, report, output);
        float[] input = ModelImage.Prepare(picture, weights, network.Description.InputShape, stretch: false, file);
        foreach (ScoredClass one in Classifier.Classify(network, parameters, weights, input, threads).Take(Shown))
            output.WriteLine(one);
    }

    /// <summary>Says what a MATLAB file was loaded into, and above all where the file computes something else.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="whole">Whether to name every layer.</param>
    /// <param name="output">Gets the lines.</param>
    public static void SayLoaded(ModelWeights weights, bool whole, TextWriter output)
    {
        if (weights.Report is { } report)
            output.WriteLine(whole ? report.ToString() : report.Summary);
    }
}
