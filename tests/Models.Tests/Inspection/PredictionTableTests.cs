using System.Globalization;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Tests.Inspection;

public sealed class PredictionTableTests
{
    private static readonly NetworkDescription Network = KnownNetwork.Find("CharacterCnn").Description;

    [Fact]
    public void EveryKernelHasALineAndSharesAddUp()
    {
        string[][] rows = Rows(100);
        Assert.Equal(["kernel", "direction", "predicted ms", "% of time", "bound by"], rows[0]);
        Assert.Equal([.. Network.Kernels.Select(kernel => kernel.Name), "a training step"], rows.Skip(1).Select(row => row[0]));
        double[] shares = [.. rows.Skip(1).SkipLast(1).Where(row => row[3] != "on request").Select(row => Number(row[3]))];
        Assert.InRange(shares.Sum(), 99, 101);
        Assert.Equal("on request", rows.Single(row => row[0] == "Conv1_Pool1_BackwardInput")[3]);
        Assert.InRange(rows.Skip(1).SkipLast(1).Where(row => row[3] != "on request").Sum(row => Number(row[2])), Number(rows[^1][2]) - 0.1, Number(rows[^1][2]) + 0.1);
    }

    [Fact]
    public void MoreImagesTakeLonger() => Assert.True(Number(Rows(200)[^1][2]) > 1.5 * Number(Rows(100)[^1][2]));

    [Fact]
    public void TheAlternativesAreListedWithTheirTimes()
    {
        string text = PredictionTable.Format(Network, 100);
        Assert.Matches(@"Conv2_Pool2_Forward, transform: F\(2×2, 5×5\) \d+\.\d{3}; plain \d+\.\d{3}, \d+\.\d\d times as long", text);
        Assert.Matches(@"Conv2_Pool2_BackwardWeights, gradients: at the winners \d+\.\d{3}; everywhere", text);
        Assert.Matches(@"Conv1_Pool1_Forward, images at a time: 32 \d+\.\d{3}; 1 ", text);
    }

    [Fact]
    public void ANetworkWithoutCostsSaysWhyItHasNone() =>
        Assert.Contains("any extent", PredictionTable.Format(new NetworkDescription("Tests.Open", [], [], [], [], new MemoryDescription(0)), 1), StringComparison.Ordinal);

    [Fact]
    public void ABatchOfNothingIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => PredictionTable.Format(Network, 0));

    private static string[][] Rows(int batch) =>
        [.. PredictionTable.Format(Network, batch).Split('\n').Where(line => line.EndsWith('|')).Select(line => line.TrimEnd('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
