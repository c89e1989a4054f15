using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kiln.Models.Classification;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Models.Reading;
using Kiln.Models.Tests;

namespace Kiln.Interchange.Tests.Matlab.Models;

/// <summary>A real ImageNet network, where it is at hand: SqueezeNet 1.0, trained by its authors, in a file of MatConvNet.</summary>
public sealed class SqueezeNetTests
{
    [SkippableTheory]
    [InlineData("practical/peppers.png", "bell pepper", 0.903)]
    [InlineData("photos/coffee.png", "espresso", 0.922)]
    [InlineData("photos/chelsea.png", "Egyptian cat", 0.507)]
    public void ItsAnswersAreThoseOfItsAuthorsProgram(string picture, string name, double score)
    {
        string file = Require("squeezenet/imagenet-squeezenet-dag.mat");
        ImageMap image = ImageFile.ReadColours(Require(picture));
        KnownNetwork network = KnownNetwork.Find(nameof(SqueezeNet10));
        ParameterSet parameters = network.CreateParameters();
        ModelWeights weights = ModelWeights.Load(file, parameters);
        Assert.Equal((26, 0, 0), (weights.Report!.Loaded.Count, weights.Report.Unused.Count, weights.Report.Differences.Count));

        // The answers were computed from the square in the middle, scaled as old programs do: corner on corner, between two pixels, without antialiasing, to bytes.
        int side = Math.Min(image.Height, image.Width);
        float[] scaled = Bilinear(image.Middle(side, side), 227);
        float[] input = [.. scaled.Select((value, i) => MathF.Round(255 * value) - weights.Images!.Average[i % 3])];
        IReadOnlyList<ScoredClass> classes = Classifier.Classify(network, parameters, weights, input, threads: 0);

        Assert.Equal(name, classes[0].Name);
        Assert.Equal(score, classes[0].Score, 0.01);
        JsonElement[] golden = [.. JsonDocument.Parse(File.ReadAllText(Require("squeezenet/squeezenet-golden.json"))).RootElement.GetProperty(Path.GetFileName(picture) + ".raw").EnumerateArray()];
        foreach (JsonElement expected in golden)
        {
            ScoredClass actual = classes.Single(one => one.Number == expected.GetProperty("index").GetInt32() + 1);
            Assert.Equal(expected.GetProperty("description").GetString(), actual.Name);
            Assert.Equal(expected.GetProperty("prob").GetDouble(), actual.Score, 0.01);
        }
    }

    /// <summary>Scores with vectors of another width may differ in the last digit.</summary>
    [SkippableTheory]
    [InlineData("matlab.md", "peppers.png", "practical/peppers.png")]
    [InlineData("commands.md", "data/pictures/coffee.png", "photos/coffee.png")]
    public async Task TheCommandSaysWhatThePagesQuote(string page, string quoted, string picture)
    {
        const string Model = "imagenet-squeezenet-dag.mat";
        string file = Require($"squeezenet/{Model}"), text = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", page)).ReplaceLineEndings("\n");
        string command = $"```\n$ kiln classify {quoted} --network SqueezeNet10 --weights {Model}\n";
        string[] expected = text[(text.IndexOf(command, StringComparison.Ordinal) + command.Length)..].Split("\n```")[0].Split('\n');

        ConsoleRun run = await ConsoleRun.Of("classify", Require(picture), "--network", "SqueezeNet10", "--weights", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Replace(file, Model, StringComparison.Ordinal).TrimEnd().Split('\n');
        Assert.Equal((6, expected[0]), (lines.Length, lines[0]));
        Assert.Equal(expected[1..].Select(line => line[..^5]), lines[1..].Select(line => line[..^5]));
        Assert.All(expected[1..].Zip(lines[1..]), pair => Assert.Equal(Score(pair.First), Score(pair.Second), 0.002));

        static double Score(string line) => double.Parse(line[^5..], CultureInfo.InvariantCulture);
    }

    [SkippableFact]
    public async Task PartFiveOfThePracticalShowsIt()
    {
        string file = Require("squeezenet/imagenet-squeezenet-dag.mat");
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", "5", Require("practical/peppers.png"), "--network", "squeezenet10", "--weights", file, "--out", folder.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("1,248,424", run.Output, StringComparison.Ordinal);
        Match said = Regex.Match(run.Output, @"\nbell pepper \(946\), score (0\.9\d\d)\n"), quoted = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "practical.md")), @"bell pepper \(946\), score (0\.\d\d\d)");
        Assert.True(said.Success, run.Output);
        Assert.Equal(double.Parse(quoted.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture), 0.002);
        Assert.True(new FileInfo(folder["figure-1.png"]).Length > 100_000);
    }

    private static float[] Bilinear(ImageMap image, int side)
    {
        (int First, float Weight)[] taps = [.. Enumerable.Range(0, side).Select(i =>
        {
            float place = Math.Min((float)i * image.Height / side, image.Height - 1);
            int first = Math.Min((int)place, image.Height - 2);
            return (first, place - first);
        })];
        float At(int y, int x, int c) => image.Values[(((y * image.Width) + x) * 3) + c];
        return
        [
            .. from y in taps
               from x in taps
               from c in Enumerable.Range(0, 3)
               select ((1 - y.Weight) * (((1 - x.Weight) * At(y.First, x.First, c)) + (x.Weight * At(y.First, x.First + 1, c))))
                   + (y.Weight * (((1 - x.Weight) * At(y.First + 1, x.First, c)) + (x.Weight * At(y.First + 1, x.First + 1, c)))),
        ];
    }

    private static string Require(string name)
    {
        string path = Path.Combine(Repository.Shared, "data", name);
        Skip.IfNot(File.Exists(path), $"there is no ../shared/data/{name}");
        return path;
    }
}
