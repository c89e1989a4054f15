using System;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>How emitted code walks over the tiles of a convolution's output and addresses their transforms.</summary>
/// <remarks>The units of work are rows of tiles: <c>n</c> is the image, <c>ty</c> and <c>tx</c> the tile. The last tile of a row or column may reach
/// beyond the map.</remarks>
internal sealed class TileText
{
    private readonly KernelText text;
    private readonly WinogradStep step;
    private readonly TileLayout layout;

    /// <param name="text">The kernel.</param>
    /// <param name="tiles">The transformed value.</param>
    /// <param name="reference">The name of the reference to it.</param>
    /// <param name="writes">Whether the kernel writes it.</param>
    public TileText(KernelText text, Value tiles, string reference, bool writes)
    {
        this.text = text;
        step = (WinogradStep)text.Kernel.Kernel.Main;
        layout = (TileLayout)text.Plan.Layouts[tiles];
        text.Parameter(writes ? "Span<float>" : "ReadOnlySpan<float>", KernelNames.Parameter(tiles), KernelNames.Member(tiles));
        text.Parameter(new KernelParameter("int", Tiles, FormattableString.Invariant($"images * {layout.Tiles}")) { NeedsImages = true });
        text.Reference(reference, KernelNames.Parameter(tiles));
    }

    /// <summary>The kernel's parameter that says how many tiles the buffers hold.</summary>
    public const string Tiles = "tileCount";

    /// <summary>The kernel's parameter that says which row of tiles the buffers start with.</summary>
    public const string FirstRow = "firstRow";

    public TileLayout Layout => layout;

    /// <summary>Floats from one multiplication to the next, an expression of type nuint.</summary>
    public string Distance => FormattableString.Invariant($"((nuint){Tiles} * {layout.Pitch}) + {TileLayout.Skew}");

    /// <summary>Loops over rows of tiles, tiles and vectors of channels; <c>tile</c> is the index of the first float of the vector.</summary>
    /// <param name="body">Writes what is done for one vector of channels of one tile.</param>
    public void Loops(Action body) => Units(() => Row(step.Algorithm.Outputs, step.TilesAlong, 0, (_, _) => body()));

    /// <summary>The same, with tiles of their own where the last ones reach beyond the map.</summary>
    /// <param name="body">Gets the tile's rows and columns of outputs that lie on the map.</param>
    public void LoopsWithEdges(Action<int, int> body) => Units(() => Down(body));

    private void Units(Action tiles)
    {
        SourceWriter w = text.Body;
        text.Parameter("int", FirstRow, "0");
        text.Units = UnitCount.Images(step.TilesDown);
        w.Line($"nuint next = {Distance};");
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"nuint n = (nuint)(unit / {step.TilesDown}), ty = (nuint)(unit % {step.TilesDown});");
            w.Line(FormattableString.Invariant($"nuint tileRow = (nuint)(unit - {FirstRow}) * {step.TilesAlong * layout.Pitch};"));
            tiles();
        }
    }

    /// <summary>The same over the tiles of one image.</summary>
    public void LoopsOfImage(string image, Action body)
    {
        SourceWriter w = text.Body;
        text.Parameter("int", FirstRow, "0");
        w.Line($"nuint next = {Distance};");
        w.Line($"nuint imageRow = (nuint)(({image} * {(Size)step.TilesDown}) - {FirstRow});");
        using (w.Block($"for (nuint ty = 0; ty < {step.TilesDown}; ty++)"))
        {
            w.Line($"nuint tileRow = (imageRow + ty) * {(Size)(step.TilesAlong * layout.Pitch)};");
            Row(step.Algorithm.Outputs, step.TilesAlong, 0, (_, _) => body());
        }
    }

    private void Down(Action<int, int> body)
    {
        SourceWriter w = text.Body;
        int outputs = step.Algorithm.Outputs, rest = step.Geometry.Output.Height % outputs;
        if (rest == 0)
        {
            Row(outputs, body);
            return;
        }

        if (step.TilesDown == 1)
        {
            Row(rest, body);
            return;
        }

        using (w.Block($"if (ty < {step.TilesDown - 1})"))
            Row(outputs, body);

        using (w.Block("else"))
            Row(rest, body);
    }

    private void Row(int rows, Action<int, int> body) =>
        Row(rows, step.Geometry.Output.Width / step.Algorithm.Outputs, step.Geometry.Output.Width % step.Algorithm.Outputs, body);

    private void Row(int rows, int whole, int rest, Action<int, int> body)
    {
        SourceWriter w = text.Body;
        if (whole > 0)
        {
            using (w.Block($"for (nuint tx = 0; tx < {whole}; tx++)"))
                Channels(rows, step.Algorithm.Outputs, body);
        }

        if (rest > 0)
        {
            using (w.Block())
            {
                w.Line($"const nuint tx = {whole};");
                Channels(rows, rest, body);
            }
        }
    }

    private void Channels(int rows, int columns, Action<int, int> body)
    {
        SourceWriter w = text.Body;
        using (w.Block($"for (nuint c = 0; c < {layout.Channels}; c += {text.Vector.Lanes})"))
        {
            w.Line($"nuint tile = {MapText.Index(("tileRow", 1), ("tx", layout.Pitch), ("c", 1))};");
            body(rows, columns);
        }
    }

    /// <summary>The index of an element of the tile's transform.</summary>
    public string At(int row, int column)
    {
        int multiplication = (row * step.Algorithm.Tile) + column;
        return multiplication == 0 ? "tile" : FormattableString.Invariant($"tile + ({multiplication} * next)");
    }
}
