using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Kiln.Report;

namespace Kiln.Models.Tests.Report;

/// <summary>A page as a reader finds it. That it can be read at all says that it is well-formed.</summary>
internal sealed partial class ReportDocument
{
    private readonly string folder;

    private ReportDocument(string html, string folder)
    {
        (Html, this.folder) = (html, folder);
        using XmlReader reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    public string Html { get; }

    public XElement Root { get; }

    public string State => Root.Element("body")!.Attribute("data-state")!.Value;

    public IReadOnlyList<string> Sections => [.. Root.Descendants("section").Select(section => section.Attribute("id")!.Value)];

    public static ReportDocument Load(string path) => new(File.ReadAllText(path), Path.GetDirectoryName(path)!);

    public static ReportDocument Of(ReportPage page) => new(page.ToHtml(), Path.GetDirectoryName(page.Path)!);

    public static ReportDocument Parse(string html) => new(html, "");

    public XElement Element(string id) => Root.Descendants().Single(element => element.Attribute("id")?.Value == id);

    /// <summary>The cells of the rows of a table's body.</summary>
    public string[][] Rows(string id) =>
        [.. Element(id).Descendants("tbody").Single().Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    /// <summary>What any page must have.</summary>
    public void AssertSound()
    {
        Assert.StartsWith("<!DOCTYPE html", Html, StringComparison.Ordinal);
        Assert.Equal("en", Root.Attribute("lang")!.Value);
        foreach (string landmark in (string[])["header", "nav", "main", "footer", "h1"])
            Assert.Single(Root.Descendants(landmark));

        // Nothing comes from elsewhere, and what is beside the page is there.
        Assert.DoesNotMatch("https?://", Html);
        Assert.DoesNotMatch(@"url\(|@import", Html);
        Assert.All(Root.Descendants().Attributes("src"), source => Assert.StartsWith("data:image/png;base64,", source.Value, StringComparison.Ordinal));
        string[] ids = [.. Root.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        foreach (XAttribute link in Root.Descendants("a").Attributes("href"))
            Assert.True(link.Value.StartsWith('#') ? ids.Contains(link.Value[1..]) : File.Exists(Path.Combine(folder, Uri.UnescapeDataString(link.Value))), link.Value);

        // What is not text has one, and what slides can be reached with keys.
        Assert.All(Root.Descendants("img"), image => Assert.NotEmpty(image.Attribute("alt")!.Value));
        Assert.All(Root.Descendants("svg"), drawing => Assert.NotEmpty(drawing.Attribute("aria-label")!.Value));
        Assert.All(Root.Descendants("th"), head => Assert.Contains(head.Attribute("scope")?.Value, (string[])["row", "col"]));
        Assert.All(Root.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(Root.Descendants("div").Where(element => element.Attribute("class")?.Value == "frame"), frame => Assert.Equal("0", frame.Attribute("tabindex")!.Value));
        Assert.Equal("#main", Root.Element("body")!.Elements().First().Attribute("href")!.Value);

        // No level of headings is left out.
        int[] levels = [.. Root.Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();
}
