extern alias bench;

using System.Globalization;
using System.Text.RegularExpressions;
using bench::Kiln.Bench.Networks;
using Kiln.Numerics;
using Vgg16 = bench::Kiln.Models.Networks.Vgg16;

namespace Kiln.Docs.Tests.Pages;

/// <summary>What the page says of VGG-16 with half weights.</summary>
public partial class HalfWeightTests
{
    private const int Images = 3;

    [Fact]
    public void ScoresAndProbabilitiesAreOffByNoMoreThanThePageSays()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "threads-and-memory.md"));
        Match said = Said().Match(page);
        Assert.True(said.Success, "the page says no more how far VGG-16's scores are off");

        ParameterSet<Vgg16> parameters = new(seed: 1);
        using Vgg16 net = new(parameters, maxBatch: 1);
        using Vgg16Half half = new(parameters, maxBatch: 1);
        double scores = 0, probabilities = 0;
        Random random = new(1);
        for (int i = 0; i < Images; i++)
        {
            float[] image = [.. Enumerable.Range(0, net.Description.InputFloats).Select(_ => (2 * random.NextSingle()) - 1)];
            float[] exact = net.Forward(image).ToArray(), rounded = half.Forward(image).ToArray();
            scores = Math.Max(scores, Largest(exact, rounded) / exact.Max(MathF.Abs));
            Probabilities.Of(exact, exact.Length, exact);
            Probabilities.Of(rounded, rounded.Length, rounded);
            probabilities = Math.Max(probabilities, Largest(exact, rounded));
        }

        Assert.InRange(scores, 1e-5, Number(said.Groups[1]) / 100);
        Assert.InRange(probabilities, 0, Number(said.Groups[2]));
    }

    private static double Largest(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Abs((double)a - b)).Max();

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"are off by at most ([\d.]+) % of\s+the largest score, and its probabilities by at most ([\d.]+)\.\s")]
    private static partial Regex Said();
}
