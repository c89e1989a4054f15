using Kiln.Inspection;

namespace Kiln.Report.Drawing;

/// <summary>A network as SVG: strips of boxes with arrows from top to bottom, coloured by the style sheet.</summary>
internal static class NetworkDrawing
{
    private const double BoxWidth = 222, BoxHeight = 70, Gap = 26, Side = 22, RowHeight = BoxHeight + Gap, ColumnWidth = BoxWidth + (2 * Side);

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
            foreach ((DrawnBox from, DrawnBox to) in layout.Edges.Where(edge => layout.StripOf(edge.To) == strip))
            {
                // What comes from another strip comes from the mark above the first row.
                bool isInside = layout.StripOf(from) == strip;
                (double X, double Y, int Row, int Column) start = isInside
                    ? (place.Centre(from.Column), place.Top(from) + BoxHeight, from.Row, from.Column)
                    : (place.Centre(boxes[0].Column), 2 * MarkRadius, firstRow - 1, boxes[0].Column);
                Arrow(html, Curve(place, start, to), place.Centre(to.Column), place.Top(to));
            }

            if (goesOn)
            {
                DrawnBox last = layout.Edges.First(edge => layout.StripOf(edge.From) <= strip && layout.StripOf(edge.To) > strip).From;
                double x = place.Centre(last.Column), y = height - MarkRadius - 2;
                html.Void("path", ("class", "edge"), ("d", FromTo(x, place.Top(last) + BoxHeight, x, y)));
                Mark(html, strip + 1, x, y);
            }

            if (comes)
                Mark(html, strip, place.Centre(boxes[0].Column), MarkRadius + 2);

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
            string more = string.Join(", ", box.Layers.Skip(1).Select(layer => layer.Kind));
            double baseline = top + (more.Length == 0 ? 26 : 18);
            Line(box.First.Name, "name", 12.5);
            Line(GraphDrawing.Words(network, box.First), "kind", 11);
            if (more.Length > 0)
                Line($"then {more}", "kind", 11);
            Line(box.Last.OutputShape.ToString(), "shape", 11);

            void Line(string words, string style, double size)
            {
                // A text that would not fit its box is set smaller: a letter takes about 0.62 of its size, a bold one 0.68.
                double fitting = Math.Min(size, (BoxWidth - TextLeft - 6) / ((style == "name" ? 0.68 : 0.62) * words.Length));
                html.Write("text", words, ("class", style), ("x", Number.Plain(left + TextLeft)), ("y", Number.Plain(baseline)), ("font-size", Number.Plain(fitting)));
                baseline += 14;
            }
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

    /// <summary>To the top of a box, from the bottom of another or from a mark; beside the column where boxes may stand between them.</summary>
    private static string Curve(Place place, (double X, double Y, int Row, int Column) from, DrawnBox to)
    {
        (double x, double y, double endX, double endY) = (from.X, from.Y, place.Centre(to.Column), place.Top(to));
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
        public double Left(DrawnBox box) => Centre(box.Column) - (BoxWidth / 2);

        public double Centre(int column) => (column * ColumnWidth) + Side + (BoxWidth / 2);

        public double Top(DrawnBox box) => Above + ((box.Row - FirstRow) * RowHeight);
    }
}
