using Kiln.Inspection;

namespace Kiln.Report.Drawing;

/// <summary>A network as SVG: strips of boxes with arrows from top to bottom, coloured by the style sheet.</summary>
internal static class NetworkDrawing
{
    private const double BoxWidth = 232, BoxHeight = 58, Gap = 26, Side = 26, RowHeight = BoxHeight + Gap, ColumnWidth = BoxWidth + (2 * Side);

    /// <summary>Room above and below the boxes of a strip, for the marks that join it to others.</summary>
    private const double End = 34;

    private const double MarkRadius = 9, TextLeft = 62;

    /// <summary>Writes the drawing; what is wider than the screen slides sideways.</summary>
    /// <param name="html">Gets it.</param>
    /// <param name="id">What names in it begin with.</param>
    /// <param name="network">The network.</param>
    public static void Write(HtmlWriter html, string id, NetworkDescription network)
    {
        DrawingLayout layout = new(network);
        MapBlock block = new(network);
        using (HtmlTable.Frame(html, $"{id}-frame", "Drawing of the network"))
        using (html.In("div", ("class", "strips")))
        {
            for (int strip = 0; strip < layout.FirstRows.Count; strip++)
                Strip(html, network, layout, block, strip);
        }
    }

    private static void Strip(HtmlWriter html, NetworkDescription network, DrawingLayout layout, MapBlock block, int strip)
    {
        IReadOnlyList<DrawnBox> boxes = layout.Strip(strip);
        int firstRow = layout.FirstRows[strip];
        bool comes = strip > 0, goesOn = strip + 1 < layout.FirstRows.Count;
        double above = comes ? End : 4, rows = boxes.Max(box => box.Row) - firstRow + 1;
        double width = ColumnWidth * (boxes.Max(box => box.Column) + 1), height = above + (rows * RowHeight) - Gap + (goesOn ? End : 4);
        string part = layout.FirstRows.Count == 1 ? "" : $", part {strip + 1} of {layout.FirstRows.Count}: {boxes[0].First.Name} to {boxes[^1].Last.Name}";
        using (html.In("svg", ("width", Number.Plain(width)), ("height", Number.Plain(height)), ("viewBox", $"0 0 {Number.Plain(width)} {Number.Plain(height)}"), ("role", "img"), ("aria-label", $"Drawing of the network{part}. The table of layers has the same.")))
        {
            Place place = new(firstRow, above);
            foreach ((DrawnBox from, DrawnBox to) in layout.Edges)
            {
                (bool begins, bool ends) = (layout.StripOf(from) == strip, layout.StripOf(to) == strip);
                if (begins && ends)
                    Arrow(html, Curve(place, from, to), place.Centre(to), place.Top(to));
                else if (ends)
                    Arrow(html, FromTo(width / 2, MarkRadius + 2, place.Centre(to), place.Top(to)), place.Centre(to), place.Top(to));
            }

            if (goesOn)
            {
                DrawnBox last = layout.Edges.First(edge => layout.StripOf(edge.From) <= strip && layout.StripOf(edge.To) > strip).From;
                html.Void("path", ("class", "edge"), ("d", FromTo(place.Centre(last), place.Top(last) + BoxHeight, width / 2, height - MarkRadius - 2)));
                Mark(html, strip + 1, width / 2, height - MarkRadius - 2);
            }

            if (comes)
                Mark(html, strip, width / 2, MarkRadius + 2);

            foreach (DrawnBox box in boxes)
                Box(html, network, block, box, place.Left(box), place.Top(box));
        }
    }

    private static void Box(HtmlWriter html, NetworkDescription network, MapBlock block, DrawnBox box, double left, double top)
    {
        using (html.In("g", ("class", $"box {Family(box.First)}")))
        {
            html.Void("rect", ("x", Number.Plain(left)), ("y", Number.Plain(top)), ("width", Number.Plain(BoxWidth)), ("height", Number.Plain(BoxHeight)), ("rx", "8"));
            block.Write(html, box.Last.OutputShape, left + 8, top + (BoxHeight / 2));
            Line(box.First.Name, "name", 12.5, top + 20);
            Line(string.Join(" · ", [GraphDrawing.Words(network, box.First), .. box.Layers.Skip(1).Select(layer => layer.Kind)]), "kind", 11, top + 35);
            Line(box.Last.OutputShape.ToString(), "shape", 11, top + 50);
        }

        void Line(string words, string style, double size, double baseline)
        {
            // A text that would not fit its box is set smaller: a letter takes about 0.56 of its size.
            double fitting = Math.Min(size, (BoxWidth - TextLeft - 6) / (0.56 * words.Length));
            html.Write("text", words, ("class", style), ("x", Number.Plain(left + TextLeft)), ("y", Number.Plain(baseline)), ("font-size", Number.Plain(fitting)));
        }
    }

    /// <summary>The class of a box's colour.</summary>
    private static string Family(LayerDescription layer) => layer switch
    {
        { Kind: "input" } => "input",
        { IsLoss: true } => "loss",
        { Filters: > 0 } => "filters",
        { Inputs.Count: > 1 } => "join",
        { Kind: var kind } when kind.EndsWith("pool", StringComparison.Ordinal) => "pool",
        _ => "other",
    };

    /// <summary>From the bottom of a box to the top of another; beside the column where boxes may stand between them.</summary>
    private static string Curve(Place place, DrawnBox from, DrawnBox to)
    {
        (double x, double y, double endX, double endY) = (place.Centre(from), place.Top(from) + BoxHeight, place.Centre(to), place.Top(to));
        if (to.Row - from.Row == 1)
            return FromTo(x, y, endX, endY);

        double side = x + ((from.Column > to.Column ? -1 : 1) * ((BoxWidth / 2) + (Side / 2)));
        return $"M{Number.Plain(x)} {Number.Plain(y)}C{Number.Plain(x)} {Number.Plain(y + 16)} {Number.Plain(side)} {Number.Plain(y + 2)} {Number.Plain(side)} {Number.Plain(y + Gap)}"
            + $"L{Number.Plain(side)} {Number.Plain(endY - Gap)}C{Number.Plain(side)} {Number.Plain(endY - 2)} {Number.Plain(endX)} {Number.Plain(endY - 20)} {Number.Plain(endX)} {Number.Plain(endY)}";
    }

    private static string FromTo(double x, double y, double endX, double endY)
    {
        double bend = (endY - y) * 0.55;
        return $"M{Number.Plain(x)} {Number.Plain(y)}C{Number.Plain(x)} {Number.Plain(y + bend)} {Number.Plain(endX)} {Number.Plain(endY - bend)} {Number.Plain(endX)} {Number.Plain(endY)}";
    }

    private static void Arrow(HtmlWriter html, string path, double x, double y)
    {
        html.Void("path", ("class", "edge"), ("d", path));
        html.Void("path", ("class", "head"), ("d", $"M{Number.Plain(x)} {Number.Plain(y)}l-4 -7h8z"));
    }

    /// <summary>The end of a strip and the start of the next have the same number.</summary>
    private static void Mark(HtmlWriter html, int number, double x, double y)
    {
        html.Void("circle", ("class", "mark"), ("cx", Number.Plain(x)), ("cy", Number.Plain(y)), ("r", Number.Plain(MarkRadius)));
        html.Write("text", Number.Whole(number), ("class", "mark-number"), ("x", Number.Plain(x)), ("y", Number.Plain(y + 4)), ("text-anchor", "middle"), ("font-size", "11"));
    }

    /// <summary>Where boxes are in a strip.</summary>
    private readonly record struct Place(int FirstRow, double Above)
    {
        public double Left(DrawnBox box) => (box.Column * ColumnWidth) + Side;

        public double Centre(DrawnBox box) => Left(box) + (BoxWidth / 2);

        public double Top(DrawnBox box) => Above + ((box.Row - FirstRow) * RowHeight);
    }
}
