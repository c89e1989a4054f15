using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Copies from map to map, a thread an element: joins, parts, grids of pixels, other extents.</summary>
internal static class ViewText
{
    public static void WriteJoin(GpuKernelText text)
    {
        Join step = (Join)text.Kernel.Main;
        Shape output = step.Output.Shape;
        ElementText.Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, output);
            string place = step.Along == Axes.Rows ? "y" : step.Along == Axes.Columns ? "x" : "c";
            w.Line("float value;");
            int first = 0;
            for (int i = 0; i < step.Inputs.Count; i++)
            {
                Shape part = step.Inputs[i].Shape;
                int end = first + (step.Along == Axes.Rows ? part.Height : step.Along == Axes.Columns ? part.Width : part.Channels);
                string test = FormattableString.Invariant($"if ({place} < {end})");
                using (w.Block(step.Inputs.Count == 1 ? "" : i == 0 ? test : i == step.Inputs.Count - 1 ? "else" : $"else {test}"))
                    w.Line($"value = {ElementText.Element(text, step.Inputs[i], Less("y", Axes.Rows), Less("x", Axes.Columns), Less("c", Axes.Channels))};");

                string Less(string counter, Axes axis) => axis == step.Along && first > 0 ? FormattableString.Invariant($"({counter} - {first})") : counter;
                first = end;
            }

            return "value";
        });
    }

    public static void WriteSlice(GpuKernelText text)
    {
        Slice step = (Slice)text.Kernel.Main;
        ElementText.Write(text, step.Output, () =>
        {
            text.Body.Line($"float value = {text.Array(step.Input)}[({text.Indices.Over("element", step.Output.Shape.Channels)} * {step.Input.Shape.Channels}) + c + {step.Channel}];");
            return "value";
        });
    }

    public static void WriteTake(GpuKernelText text)
    {
        TakePixels step = (TakePixels)text.Kernel.Main;
        Shape map = step.Input.Shape;
        ElementText.Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, step.Output.Shape);
            w.Line($"int row = (y * {step.Grid.StrideY}) + ({step.Grid.Top}), column = (x * {step.Grid.StrideX}) + ({step.Grid.Left});");
            w.Line("float value = 0;");
            using (w.Block($"if (((uint)row < {map.Height}) & ((uint)column < {map.Width}))"))
                w.Line($"value = {ElementText.Element(text, step.Input, "row", "column", "c")};");

            return "value";
        });
    }

    public static void WritePut(GpuKernelText text)
    {
        PutPixels step = (PutPixels)text.Kernel.Main;
        PixelGrid grid = step.Grid;
        Shape map = step.Input.Shape;
        ElementText.Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            ElementText.Place(text, step.Output.Shape);
            w.Line($"int down = y - ({grid.Top}), right = x - ({grid.Left});");
            w.Line($"int i = {text.Indices.Over("down", grid.StrideY)}, j = {text.Indices.Over("right", grid.StrideX)};");
            w.Line("float value = 0;");
            using (w.Block($"if ((down >= 0) & (right >= 0) & (i < {map.Height}) & (j < {map.Width}) & (i * {grid.StrideY} == down) & (j * {grid.StrideX} == right))"))
                w.Line($"value = {ElementText.Element(text, step.Input, "i", "j", "c")};");

            return "value";
        });
    }

    /// <summary>On this machine maps have no borders: elements in their order are the same memory's.</summary>
    public static void WriteReshape(GpuKernelText text)
    {
        Reshape step = (Reshape)text.Kernel.Main;
        ElementText.Write(text, step.Output, () =>
        {
            text.Body.Line($"float value = {text.Array(step.Input)}[element];");
            return "value";
        });
    }
}
