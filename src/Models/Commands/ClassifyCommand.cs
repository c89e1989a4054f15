using System.CommandLine;
using Kiln.Interchange.Matlab;
using Kiln.Models.Classification;
using Kiln.Models.FineTuning;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;
using Kiln.Numerics;
using Kiln.Pictures;

namespace Kiln.Models.Commands;

/// <summary><c>classify IMAGE</c>: tells what a picture shows, with weights that were trained here or by MatConvNet.</summary>
internal static class ClassifyCommand
{
    private const int Shown = 5;

    public static Command Create()
    {
        Argument<string> image = Arguments.Text("IMAGE", "A picture of one thing, for example data/pictures/coffee.png");
        Option<string?> network = new("--network") { Description = $"One of: {KnownNetwork.Names}; not needed for weights that 'finetune' made", HelpName = "NETWORK" };
        Option<string> weights = new("--weights") { Description = "Weights of Kiln or a model of MatConvNet", HelpName = "FILE", Required = true };
        Option<int> threads = Arguments.Threads();
        Option<bool> report = new("--report") { Description = "Also say which layer of a MATLAB file was loaded where" };
        Command command = new("classify", "Tell what a picture shows.") { image, network, weights, threads, report };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(image),
            parsed.GetValue(network),
            parsed.GetRequiredValue(weights),
            parsed.GetValue(threads),
            parsed.GetValue(report),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string image, string? name, string file, int threads, bool report, TextWriter output)
    {
        IReadOnlyList<ScoredClass> classes = name is null ? Classify(image, file, threads) : Classify(image, KnownNetwork.Find(name), file, threads, report, output);
        foreach (ScoredClass one in classes.Take(Shown))
            output.WriteLine(one);
    }

    /// <summary>With weights of the program's own networks, or of MatConvNet's.</summary>
    private static IReadOnlyList<ScoredClass> Classify(string image, KnownNetwork network, string file, int threads, bool report, TextWriter output)
    {
        ImageMap picture = ImageFile.ReadColours(ShippedData.Find(image));
        ParameterSet parameters = network.CreateParameters();
        ModelWeights weights = ModelWeights.Load(file, parameters);
        SayLoaded(weights, report, output);
        float[] input = ModelImage.Prepare(picture, weights, network.Description.InputShape, stretch: false, file);
        return Classifier.Classify(network, parameters, weights, input, threads);
    }

    /// <summary>With weights that <see cref="FinetuneCommand"/> made; the picture is prepared as those were that they learned from.</summary>
    private static IReadOnlyList<ScoredClass> Classify(string image, string file, int threads)
    {
        Pictures.Picture picture = PictureDecoder.Read(ShippedData.Find(image));
        string path = ShippedData.Find(file);
        if (MatFile.IsMatFile(path) || !TunedNetwork.IsTuned(path))
            throw new UserErrorException($"{file}: only weights that 'finetune' made say whose they are; add --network with one of {KnownNetwork.Names}");

        TunedNetwork tuned = TunedNetwork.Load(path);
        float[] input = picture.ToInput(tuned.Features.Description.InputShape);
        using ImageNetwork features = tuned.Features.Create(tuned.FeatureWeights, maxBatch: 1, threads), head = tuned.Head.Create(tuned.HeadWeights, maxBatch: 1, threads);
        float[] scores = head.Forward(features.Forward(input)).ToArray();
        Probabilities.Of(scores, scores.Length, scores);
        return ScoredClass.Ranked(scores, tuned.Classes);
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
