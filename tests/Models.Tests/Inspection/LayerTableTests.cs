using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Tests.Inspection;

public sealed class LayerTableTests
{
    private static readonly LayerTable Table = new(KnownNetwork.Find("CharacterCnn").Description, 100);

    /// <summary>As MatConvNet prints them.</summary>
    [Theory]
    [InlineData("layer", "0 1 2 3 4 5 6 7 8")]
    [InlineData("type", "input conv mpool conv mpool conv relu conv softmxl")]
    [InlineData("support", "n/a 5 2 5 2 4 1 2 1")]
    [InlineData("filt dim", "n/a 1 n/a 20 n/a 50 n/a 500 n/a")]
    [InlineData("filt dilat", "n/a 1 n/a 1 n/a 1 n/a 1 n/a")]
    [InlineData("num filts", "n/a 20 n/a 50 n/a 500 n/a 26 n/a")]
    [InlineData("stride", "n/a 1 2 1 2 1 1 1 1")]
    [InlineData("pad", "n/a 0 0 0 0 0 0 0 0")]
    [InlineData("rf size", "n/a 5 6 14 16 28 28 32 32")]
    [InlineData("rf offset", "n/a 3 3.5 7.5 8.5 14.5 14.5 16.5 16.5")]
    [InlineData("rf stride", "n/a 1 2 2 4 4 4 4 4")]
    [InlineData("data size", "32 28 14 10 5 2 2 1 1")]
    [InlineData("data depth", "1 20 20 50 50 500 500 26 1")]
    [InlineData("data num", "100 100 100 100 100 100 100 100 1")]
    [InlineData("data mem", "400KB 6MB 1MB 2MB 488KB 781KB 781KB 10KB 4B")]
    [InlineData("param mem", "n/a 2KB 0B 98KB 0B 2MB 0B 203KB 0B")]
    public void EveryRowIsMatConvNets(string name, string cells) =>
        Assert.Equal(cells, string.Join(' ', Table.Rows.Single(row => row[0] == name).Skip(1)));

    [Fact]
    public void TheTotalsFollow()
    {
        string[] lines = Table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("parameter memory| 2MB (4.8e+05 parameters)|", lines[^2]);
        Assert.Equal("     data memory|12MB (for batch size 100)|", lines[^1]);
        Assert.Single(lines.Take(lines.Length - 2).Select(line => line.Length).Distinct());
    }

    [Fact]
    public void PaddingAndUnequalSidesAreShown()
    {
        LayerDescription Layer(string name, string[] inputs, WindowDescription window) =>
            new(name, inputs.Length == 0 ? "input" : "conv", inputs, new Shape(9, 9, 1), window, [], inputs.Length, inputs.Length, "", true);

        NetworkDescription network = new(
            "Test",
            [
                Layer("A", [], WindowDescription.None),
                Layer("B", ["A"], new WindowDescription(3, 5, 2, 1, 1, 0, 2, 2)),
                Layer("C", ["A"], WindowDescription.None),
                Layer("D", ["C", "B"], new WindowDescription(3, 3, 1, 1, 0, 0, 0, 0)),
            ],
            [], [], [], new MemoryDescription(0));
        LayerTable table = new(network, 1);
        Assert.Equal(["support", "n/a", "3x5", "1", "3"], table.Rows[4]);
        Assert.Equal(["stride", "n/a", "2x1", "1", "1"], table.Rows[8]);
        Assert.Equal(["pad", "n/a", "1x0x2x2", "0", "0"], table.Rows[9]);

        // D sees through B, the wider of its inputs: 3 + 2·2 rows and 5 + 2 columns.
        Assert.Equal(["rf size", "n/a", "3x5", "1", "7"], table.Rows[11]);
        Assert.Equal(["rf offset", "n/a", "1", "1", "3x2"], table.Rows[12]);
    }

    [Fact]
    public void DilationAndWholeMapsAreSeen()
    {
        LayerDescription Layer(string name, string kind, string[] inputs, Shape output, WindowDescription window) =>
            new(name, kind, inputs, output, window, [], kind == "conv" ? 1 : 0, kind == "conv" ? 1 : 0, "", true);

        NetworkDescription network = new(
            "Test",
            [
                Layer("A", "input", [], new Shape(9, 9, 1), WindowDescription.None),
                Layer("B", "conv", ["A"], new Shape(5, 7, 1), new WindowDescription(3, 3, 1, 1, 0, 0, 0, 0, 2, 1)),
                Layer("C", "globalavgpool", ["B"], new Shape(1, 1, 1), new WindowDescription(0, 0, 1, 1, 0, 0, 0, 0)),
            ],
            [], [], [], new MemoryDescription(0));
        LayerTable table = new(network, 1);
        Assert.Equal(["support", "n/a", "3", "5x7"], table.Rows[4]);
        Assert.Equal(["filt dilat", "n/a", "2x1", "n/a"], table.Rows[6]);
        Assert.Equal(["rf size", "n/a", "5x3", "9"], table.Rows[11]);
    }

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1024, "1KB")]
    [InlineData(1536 * 1024, "2MB")]
    [InlineData(3.0 * 1024 * 1024 * 1024, "3GB")]
    public void MemoryIsInPowersOf1024(double bytes, string text) => Assert.Equal(text, Quantity.Memory(bytes));

    [Fact]
    public void ThePlanNamesAKernelForEveryLayer()
    {
        NetworkDescription network = KnownNetwork.Find("CharacterCnn").Description;
        string plan = PlanTable.Format(network, 100);
        Assert.All(network.Layers.Skip(1), layer => Assert.Contains($"|{layer.ForwardKernel}|", plan.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(network.Buffers, buffer => Assert.Contains(buffer.Name + "|", plan, StringComparison.Ordinal));
    }
}
