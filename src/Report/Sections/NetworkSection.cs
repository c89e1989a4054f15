using Kiln.Report.Drawing;

namespace Kiln.Report.Sections;

/// <summary>The network as a picture: boxes with the extents of what they compute.</summary>
/// <param name="Network">The network.</param>
public sealed record NetworkSection(NetworkDescription Network) : ReportSection(SectionPlace.Network, "The network")
{
    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        html.Write("p", $"{Network.ClassName}: each block has the height, width and depth (channels) of a map, on a logarithmic scale. Layers that work on single elements stand in the box of the layer before.");
        NetworkDrawing.Write(html, id, Network);
    }
}
