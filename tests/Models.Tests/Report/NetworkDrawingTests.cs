using System.Globalization;
using System.Xml.Linq;
using Kiln.Models.Networks;
using Kiln.Models.Networks.Practical;
using Kiln.Report;
using Kiln.Report.Drawing;
using Kiln.Report.Sections;

namespace Kiln.Models.Tests.Report;

/// <summary>The drawing of a network, and the table of its layers.</summary>
public sealed class NetworkDrawingTests
{
    public static TheoryData<string> Networks => [.. KnownNetwork.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_layer_stands_in_one_box_and_no_boxes_overlap(string name) => Check(KnownNetwork.Find(name).Description);

    [Fact]
    public void A_network_of_one_layer_is_drawn() => Check(new ParameterSet<OneConvolution>().Network);

    [Fact]
    public void Branches_from_one_layer_stand_side_by_side()
    {
        NetworkDescription network = new ParameterSet<BuildingBlocks>().Network;
        Check(network);
        Assert.Equal(7, new DrawingLayout(network).Boxes.Max(box => box.Column) + 1);
    }

    [Fact]
    public void Few_layers_stand_in_two_strips_that_are_joined_by_a_mark()
    {
        DrawingLayout layout = new(KnownNetwork.Find("CharacterCnn").Description);

        Assert.Equal([0, 4], layout.FirstRows);
        Assert.Equal(["Conv3", "Relu3"], layout.Boxes.Single(box => box.First.Name == "Conv3").Layers.Select(layer => layer.Name));
    }

    private static void Check(NetworkDescription network)
    {
        ReportPage page = new(network.Name, "report.html");
        page.Chapter().Set(new NetworkSection(network));
        page.Chapter().Set(new LayersSection(network));
        ReportDocument document = ReportDocument.Of(page);
        document.AssertSound();

        DrawingLayout layout = new(network);
        Assert.Equal(network.Layers.Select(layer => layer.Name).Order(), layout.Boxes.SelectMany(box => box.Layers).Select(layer => layer.Name).Order());
        Assert.All(layout.Edges, edge => Assert.True(edge.From.Row < edge.To.Row));
        XElement[] strips = [.. document.Element("network").Descendants("svg")];
        Assert.Equal(layout.FirstRows.Count, strips.Length);
        foreach (XElement strip in strips)
        {
            (double X, double Y, double Width, double Height)[] boxes =
                [.. strip.Descendants("rect").Select(box => (At(box, "x"), At(box, "y"), At(box, "width"), At(box, "height")))];
            Assert.All(boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= At(strip, "width") && box.Y + box.Height <= At(strip, "height")));
            Assert.All(
                from one in boxes from other in boxes where one != other select (one, other),
                pair => Assert.True(Math.Abs(pair.one.X - pair.other.X) >= pair.one.Width || Math.Abs(pair.one.Y - pair.other.Y) >= pair.one.Height));
        }

        Assert.Equal(layout.Boxes.Select(box => box.First.Name).Order(), strips.Descendants("text").Where(text => text.Attribute("class")!.Value == "name").Select(text => text.Value).Order());

        // The table sums to the line above it.
        string[][] rows = document.Rows("layers");
        Assert.Equal(network.Layers.Count, rows.Length);
        Assert.Equal(network.ParameterCount, rows.Sum(row => Number(row[7])));
        Assert.Contains($"{rows.Sum(row => Number(row[8])).ToString("#,0", CultureInfo.InvariantCulture)} multiply-adds", document.Element("layers").Value, StringComparison.Ordinal);

        static double At(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

        static long Number(string cell) => cell.Length == 0 ? 0 : long.Parse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
