using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Kernels in which a thread computes one element of a map: expressions, pools and their gradients, sums of columns, copies. Neighbouring threads have
/// neighbouring channels, so that a warp reads and writes whole lines.</summary>
internal static class ElementText
{
    /// <summary>A kernel whose threads each compute one element.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="output">The map of its results.</param>
    /// <param name="value">Writes what computes the element; returns the variable with it.</param>
    public static void Write(GpuKernelText text, Value output, Func<string> value)
    {
        SourceWriter w = text.Body;
        Shape shape = output.Shape;
        text.GridOfImages(shape.Count, GpuLimits.ElementThreads, GpuLimits.ElementThreads);
        text.Reason = "A thread computes one element.";
        w.Line($"int element = (Grid.IdxX * {GpuLimits.ElementThreads}) + Group.IdxX;");
        using (w.Block($"if (element < {text.Images()} * {shape.Count})"))
        {
            w.Line($"int c = {text.Indices.Rest("element", shape.Channels)};");
            new GpuEpilogue(text).Emit([value()], "element", "c");
        }
    }

    /// <summary>A kernel whose threads each compute four neighbouring channels, which are read and written as 16 bytes.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="output">The map of its results, whose channels are a multiple of four.</param>
    /// <param name="value">Writes what computes the four; returns the variable with them.</param>
    public static void WriteFours(GpuKernelText text, Value output, Func<string> value)
    {
        SourceWriter w = text.Body;
        Shape shape = output.Shape;
        text.GridOfImages(shape.Count / 4, GpuLimits.ElementThreads, GpuLimits.ElementThreads);
        text.Reason = "A thread computes four neighbouring channels.";
        w.Line($"int element = ((Grid.IdxX * {GpuLimits.ElementThreads}) + Group.IdxX) * 4;");
        using (w.Block($"if (element < {text.Images()} * {shape.Count})"))
        {
            w.Line($"int c = {text.Indices.Rest("element", shape.Channels)};");
            string four = value();
            if (text.Kernel.Epilogue.Count == 0)
            {
                w.Line($"{text.Array(output)}.Cast<Float4>()[element >> 2] = {four};");
                return;
            }

            GpuEpilogue epilogue = new(text);
            for (int part = 0; part < 4; part++)
            {
                using (w.Block())
                {
                    w.Line($"int at = element + {part}, channel = c + {part};");
                    epilogue.Emit([$"{four}.{"XYZW"[part]}"], "at", "channel");
                }
            }
        }
    }

    /// <summary>Declares the image, row and column of the element.</summary>
    public static void Place(GpuKernelText text, Shape shape)
    {
        SourceWriter w = text.Body;
        w.Line($"int pixel = {text.Indices.Over("element", shape.Channels)}, n = {text.Indices.Over("pixel", shape.Pixels)}, line = {text.Indices.Over("pixel", shape.Width)};");
        w.Line($"int y = line - (n * {shape.Height}), x = pixel - (line * {shape.Width});");
    }

    /// <summary>Where an element of a map of image <c>n</c> lies in its array.</summary>
    public static string At(Shape map, string row, string column, string channel) =>
        FormattableString.Invariant($"(((((n * {map.Height}) + {row}) * {map.Width}) + {column}) * {map.Channels}) + {channel}");

    /// <summary>An element of a map of image <c>n</c>.</summary>
    public static string Element(GpuKernelText text, Value map, string row, string column, string channel) => $"{text.Array(map)}[{At(map.Shape, row, column, channel)}]";

    public static void WriteMap(GpuKernelText text)
    {
        MapStep step = (MapStep)text.Kernel.Main;
        Write(text, step.Output, () =>
        {
            string[] operands = [.. step.Operands.Select(operand => GpuEpilogue.Load(text, operand, "element", "c"))];
            text.Body.Line($"float value = {text.Scalars.Of(step.Expression, operands)};");
            return "value";
        });
    }

    /// <summary>What the columns of all positions whose windows hold an input give to it, from the top left.</summary>
    public static void WriteOverlap(GpuKernelText text)
    {
        OverlapColumns step = (OverlapColumns)text.Kernel.Main;
        Shape input = step.Output.Shape, output = step.Geometry.Output;
        Window window = step.Geometry.Window;
        string at = FormattableString.Invariant($"(((((n * {output.Height}) + i) * {output.Width}) + j) * {(long)window.Positions * input.Channels}) + (((u * {window.Width}) + v) * {input.Channels}) + c");
        if (input.Channels % 4 == 0)
        {
            WriteFours(text, step.Output, () =>
            {
                SourceWriter w = text.Body;
                Place(text, input);
                w.Line($"ArrayView<Float4> columns = {text.Array(step.Columns)}.Cast<Float4>();");
                w.Line("Float4 value = default;");
                Positions(text, window, output, () =>
                {
                    w.Line($"Float4 more = columns[({at}) >> 2];");
                    foreach (char part in "XYZW")
                        w.Line($"value.{part} += more.{part};");
                });
                return "value";
            });
            return;
        }

        Write(text, step.Output, () =>
        {
            Place(text, input);
            text.Body.Line("float value = 0;");
            Positions(text, window, output, () => text.Body.Line($"value += {text.Array(step.Columns)}[{at}];"));
            return "value";
        });
    }

    public static void WriteDepthwise(GpuKernelText text)
    {
        ConvForward step = (ConvForward)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        Window window = geometry.Window;
        text.MultiplyAdds = geometry.MultiplyAdds;
        Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            Place(text, step.Output.Shape);
            string factor = step.Factors is { } factors ? $"{text.Array(factors)}[c] * " : "";
            w.Line("float value = 0;");
            using (w.Block($"for (int u = 0; u < {window.Height}; u++)"))
            using (w.Block($"for (int v = 0; v < {window.Width}; v++)"))
            {
                w.Line($"int row = (y * {window.StrideY}) + (u * {window.DilationY}) - {window.PadTop}, column = (x * {window.StrideX}) + (v * {window.DilationX}) - {window.PadLeft};");
                using (w.Block($"if (((uint)row < {geometry.Input.Height}) & ((uint)column < {geometry.Input.Width}))"))
                {
                    w.Line($"value += {Element(text, step.Input, "row", "column", Channel(geometry))} * {text.Array(step.Weights)}[(((u * {window.Width}) + v) * {geometry.Filters}) + c];");
                }
            }

            if (factor.Length > 0)
                w.Line($"value = {factor}value;");

            if (step.Biases is { } biases)
                w.Line($"value += {text.Array(biases)}[c];");

            return "value";
        });
    }

    public static void WriteDepthwiseInput(GpuKernelText text)
    {
        ConvBackwardInput step = (ConvBackwardInput)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        text.MultiplyAdds = geometry.MultiplyAdds;
        Write(text, step.Output, () =>
        {
            SourceWriter w = text.Body;
            Place(text, step.Output.Shape);
            w.Line("float value = 0;");
            Positions(text, geometry.Window, geometry.Output, () =>
            {
                string weight = $"((u * {geometry.Window.Width}) + v) * {geometry.Filters}";
                if (geometry.GroupFilters == 1)
                {
                    w.Line($"value += {Element(text, step.Gradient, "i", "j", "c")} * {text.Array(step.Weights)}[({weight}) + c];");
                    return;
                }

                using (w.Block($"for (int k = c * {geometry.GroupFilters}; k < (c + 1) * {geometry.GroupFilters}; k++)"))
                    w.Line($"value += {Element(text, step.Gradient, "i", "j", "k")} * {text.Array(step.Weights)}[({weight}) + k];");
            });
            return "value";
        });
    }

    /// <summary>The channel that a filter of a depthwise convolution reads.</summary>
    private static string Channel(ConvGeometry geometry) => geometry.GroupFilters == 1 ? "c" : FormattableString.Invariant($"(c / {geometry.GroupFilters})");

    /// <summary>All positions (i, j) whose windows hold the input (y, x), at the tap (u, v).</summary>
    private static void Positions(GpuKernelText text, Window window, Shape output, Action body)
    {
        SourceWriter w = text.Body;
        w.Line($"int below = y + {window.PadTop}, after = x + {window.PadLeft};");
        if (window is { StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1 })
        {
            w.Line($"int firstRow = IntrinsicMath.Max(0, below - {output.Height - 1}), lastRow = IntrinsicMath.Min({window.Height - 1}, below);");
            w.Line($"int firstColumn = IntrinsicMath.Max(0, after - {output.Width - 1}), lastColumn = IntrinsicMath.Min({window.Width - 1}, after);");
            using (w.Block("for (int u = firstRow; u <= lastRow; u++)"))
            using (w.Block("for (int v = firstColumn; v <= lastColumn; v++)"))
            {
                w.Line("int i = below - u, j = after - v;");
                body();
            }

            return;
        }

        using (w.Block($"for (int u = 0; u < {window.Height}; u++)"))
        using (w.Block($"for (int v = 0; v < {window.Width}; v++)"))
        {
            w.Line($"int down = below - (u * {window.DilationY}), right = after - (v * {window.DilationX});");
            w.Line($"int i = {text.Indices.Over("down", window.StrideY)}, j = {text.Indices.Over("right", window.StrideX)};");
            string whole = (window.StrideY == 1 ? "" : FormattableString.Invariant($" & (i * {window.StrideY} == down)")) + (window.StrideX == 1 ? "" : FormattableString.Invariant($" & (j * {window.StrideX} == right)"));
            using (w.Block($"if ((down >= 0) & (right >= 0) & (i < {output.Height}) & (j < {output.Width}){whole})"))
                body();
        }
    }
}
