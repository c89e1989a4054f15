using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Pools and their gradients, a thread an element. A gradient is gathered from all windows that hold the element, in order, so that no two threads add to
/// one number.</summary>
internal static class PoolText
{
    public static void WriteMaximum(GpuKernelText text)
    {
        MaxPoolForward pool = (MaxPoolForward)text.Kernel.Main;
        Value? winners = pool.Winners is { } stored && text.Plan.Memory.IsStored(stored) ? stored : null;
        ElementText.Write(text, pool.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, pool.Output.Shape);
            w.Line("float value = 0;");
            w.Line("int winner = -1;");
            w.Line("// Down the columns; the first of equals wins.");
            Pixels(w, pool.Window, pool.Input.Shape, columnsFirst: true, () =>
            {
                w.Line($"float candidate = {ElementText.Element(text, pool.Input, "row", "column", "c")};");
                using (w.Block("if (winner < 0 || candidate > value)"))
                {
                    w.Line("value = candidate;");
                    w.Line($"winner = (v * {pool.Window.Height}) + u;");
                }
            });
            if (winners is not null)
                w.Line($"{text.Array(winners)}[element] = {GpuEpilogue.Cast(winners)}winner;");

            return "value";
        });
    }

    public static void WriteMaximumBackward(GpuKernelText text)
    {
        MaxPoolBackward pool = (MaxPoolBackward)text.Kernel.Main;
        SourceWriter w = text.Body;
        Shape cells = pool.Gradient.Shape;
        string number = FormattableString.Invariant($"int number = ((after - (j * {pool.Window.StrideX})) * {pool.Window.Height}) + below - (i * {pool.Window.StrideY});");
        if (cells.Channels % 4 == 0 && pool.Winners.Element == ElementType.Byte)
        {
            ElementText.WriteFours(text, pool.Output, () =>
            {
                ElementText.Place(text, pool.Output.Shape);
                w.Line($"ArrayView<Float4> gradients = {text.Array(pool.Gradient)}.Cast<Float4>();");
                w.Line($"ArrayView<int> winners = {text.Array(pool.Winners)}.Cast<int>();");
                w.Line("Float4 value = default;");
                Windows(text, pool.Window, cells, () =>
                {
                    w.Line($"int from = ({ElementText.At(cells, "i", "j", "c")}) >> 2;");
                    w.Line(number);
                    w.Line("int won = winners[from];");
                    w.Line("Float4 gradient = gradients[from];");
                    for (int part = 0; part < 4; part++)
                        w.Line($"value.{"XYZW"[part]} += ((won >> {8 * part}) & 255) == number ? gradient.{"XYZW"[part]} : 0;");
                });
                return "value";
            });
            return;
        }

        ElementText.Write(text, pool.Output, () =>
        {
            ElementText.Place(text, pool.Output.Shape);
            w.Line("float value = 0;");
            Windows(text, pool.Window, cells, () =>
            {
                w.Line($"int from = {ElementText.At(cells, "i", "j", "c")};");
                w.Line(number);
                w.Line($"value += {text.Array(pool.Winners)}[from] == number ? {text.Array(pool.Gradient)}[from] : 0;");
            });
            return "value";
        });
    }

    public static void WriteMean(GpuKernelText text)
    {
        AvgPoolForward pool = (AvgPoolForward)text.Kernel.Main;
        ElementText.Write(text, pool.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, pool.Output.Shape);
            w.Line("float sum = 0;");
            Pixels(w, pool.Window, pool.Input.Shape, columnsFirst: false, () =>
            {
                w.Line($"float under = {ElementText.Element(text, pool.Input, "row", "column", "c")};");
                w.Line($"sum += {text.Scalars.Of(pool.Term, ["under"])};");
            });
            w.Line($"float value = sum / ({Covered("y", pool.Window.StrideY, pool.Window.PadTop, pool.Window.Height, pool.Input.Shape.Height)} * {Covered("x", pool.Window.StrideX, pool.Window.PadLeft, pool.Window.Width, pool.Input.Shape.Width)});");
            return "value";
        });
    }

    public static void WriteMeanBackward(GpuKernelText text)
    {
        AvgPoolBackward pool = (AvgPoolBackward)text.Kernel.Main;
        ElementText.Write(text, pool.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, pool.Output.Shape);
            w.Line("float value = 0;");
            Windows(text, pool.Window, pool.Gradient.Shape, () => w.Line(
                $"value += {ElementText.Element(text, pool.Gradient, "i", "j", "c")} / ({Covered("i", pool.Window.StrideY, pool.Window.PadTop, pool.Window.Height, pool.Output.Shape.Height)} * {Covered("j", pool.Window.StrideX, pool.Window.PadLeft, pool.Window.Width, pool.Output.Shape.Width)});"));
            return "value";
        });
    }

    /// <summary>The pixels of the window of the cell (y, x) that lie on the map.</summary>
    private static void Pixels(SourceWriter w, Window window, Shape map, bool columnsFirst, Action body)
    {
        string rows = FormattableString.Invariant($"for (int u = 0; u < {window.Height}; u++)"), columns = FormattableString.Invariant($"for (int v = 0; v < {window.Width}; v++)");
        using (w.Block(columnsFirst ? columns : rows))
        using (w.Block(columnsFirst ? rows : columns))
        {
            w.Line($"int row = (y * {window.StrideY}) + u - {window.PadTop}, column = (x * {window.StrideX}) + v - {window.PadLeft};");
            using (w.Block($"if (((uint)row < {map.Height}) & ((uint)column < {map.Width}))"))
                body();
        }
    }

    /// <summary>The cells (i, j) whose windows hold the pixel (y, x), from the top left.</summary>
    private static void Windows(GpuKernelText text, Window window, Shape cells, Action body)
    {
        SourceWriter w = text.Body;
        w.Line($"int below = y + {window.PadTop}, after = x + {window.PadLeft};");
        w.Line($"int top = {text.Indices.Over($"IntrinsicMath.Max(0, below - {window.Height - window.StrideY})", window.StrideY)}, bottom = IntrinsicMath.Min({cells.Height - 1}, {text.Indices.Over("below", window.StrideY)});");
        w.Line($"int left = {text.Indices.Over($"IntrinsicMath.Max(0, after - {window.Width - window.StrideX})", window.StrideX)}, right = IntrinsicMath.Min({cells.Width - 1}, {text.Indices.Over("after", window.StrideX)});");
        using (w.Block("for (int i = top; i <= bottom; i++)"))
        using (w.Block("for (int j = left; j <= right; j++)"))
        {
            // Between windows there may be gaps.
            if (window.StrideY <= window.Height && window.StrideX <= window.Width)
            {
                body();
                return;
            }

            using (w.Block($"if (((i * {window.StrideY}) + {window.Height} > below) & ((j * {window.StrideX}) + {window.Width} > after))"))
                body();
        }
    }

    /// <summary>How many pixels of a window lie on the map along one side.</summary>
    private static string Covered(string cell, int stride, int pad, int window, int extent) => FormattableString.Invariant(
        $"(IntrinsicMath.Min(({cell} * {stride}) + {window - pad}, {extent}) - IntrinsicMath.Max(({cell} * {stride}) - {pad}, 0))");
}
