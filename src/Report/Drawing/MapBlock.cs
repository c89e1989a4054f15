namespace Kiln.Report.Drawing;

/// <summary>Draws a map as a block: as high as it has rows, as deep as columns, as long as channels, on a logarithmic scale.</summary>
internal sealed class MapBlock
{
    private const double MostUp = 30, MostBack = 10, MostAlong = 30, Least = 2;

    private readonly double widest, longest;

    /// <param name="network">The network whose largest maps have the largest blocks.</param>
    public MapBlock(NetworkDescription network)
    {
        widest = network.Layers.Max(layer => Math.Max(Size(layer.OutputShape.Height), Size(layer.OutputShape.Width)));
        longest = network.Layers.Max(layer => Size(layer.OutputShape.Channels));
    }

    /// <summary>Writes three faces of a block.</summary>
    /// <param name="html">Gets them.</param>
    /// <param name="map">The extents of the map.</param>
    /// <param name="left">Where the room for it begins.</param>
    /// <param name="middle">The height of its middle.</param>
    public void Write(HtmlWriter html, Shape map, double left, double middle)
    {
        double up = Math.Max(Least, MostUp * Size(map.Height) / widest), back = Math.Max(Least, MostBack * Size(map.Width) / widest), along = Math.Max(Least, MostAlong * Size(map.Channels) / longest);
        double x = left + ((MostAlong + MostBack - along - back) / 2), y = middle - ((up + back) / 2) + back;
        Face("front", $"M{Number.Plain(x)} {Number.Plain(y)}h{Number.Plain(along)}v{Number.Plain(up)}h{Number.Plain(-along)}z");
        Face("top", $"M{Number.Plain(x)} {Number.Plain(y)}l{Number.Plain(back)} {Number.Plain(-back)}h{Number.Plain(along)}l{Number.Plain(-back)} {Number.Plain(back)}z");
        Face("side", $"M{Number.Plain(x + along)} {Number.Plain(y)}l{Number.Plain(back)} {Number.Plain(-back)}v{Number.Plain(up)}l{Number.Plain(-back)} {Number.Plain(back)}z");

        void Face(string style, string path) => html.Void("path", ("class", $"face {style}"), ("d", path));
    }

    /// <summary>Above 0, also where an extent is known only at run time.</summary>
    private static double Size(int extent) => Math.Log2(extent + 1) + 0.2;
}
