using System;
using System.Collections.Generic;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Reductions along the channels of each pixel: softmax.</summary>
internal static class SoftmaxText
{
    public static void WriteForward(KernelText text)
    {
        SoftmaxForward step = (SoftmaxForward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText input = text.Read(step.Input), output = text.Write(step.Output);
        int channels = input.Shape.Channels;
        text.Reference("inputs", input);
        text.Reference("outputs", output);
        w.Line();
        PixelLoops.Pixels(text, input, () =>
        {
            w.Line($"nuint at = {MapLoops.Pixel(input, "0")}, to0 = {MapLoops.Pixel(output, "0")};");
            Maximum(text, channels);
            LaneSum sum = new(text, channels);
            List<(string Power, string Channel, int Lanes)> powers = [];
            sum.Add((channel, lanes) =>
            {
                string power = text.Unique("power");
                w.Line($"{v.Type} {power} = {new ExpressionText(v, text.Helpers).Of(Function.Exp.Of(new Operand(0) - new Operand(1)), [v.Load("inputs", $"at + {channel}"), "max"])};");
                if (sum.IsUnrolled)
                    powers.Add((power, channel, lanes));
                else
                    w.Line(v.Store(power, "outputs", $"to0 + {channel}", lanes));

                return power;
            });
            w.Line($"{v.Type} share = {v.Broadcast($"1 / {sum.Total()}")};");
            foreach ((string power, string channel, int lanes) in powers)
                w.Line(v.Store($"({power} * share)", "outputs", $"to0 + {channel}", lanes));

            if (!sum.IsUnrolled)
            {
                MapLoops.Vectors(text, channels, (channel, lanes) => w.Line(v.Store(
                    $"({v.Load("outputs", $"to0 + {channel}")} * share)", "outputs", $"to0 + {channel}", lanes)));
            }
        });
    }

    /// <summary>Declares <c>max</c>, the largest channel of a pixel in all lanes. A last vector begins earlier and meets channels again, which changes no maximum.</summary>
    private static void Maximum(KernelText text, int channels)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        if (channels < v.Lanes)
        {
            w.Line("float largest = float.NegativeInfinity;");
            w.Line($"for (nuint k = 0; k < {channels}; k++)");
            w.Line("    largest = Math.Max(largest, Unsafe.Add(ref inputs, at + k));");
            w.Line($"{v.Type} max = {v.Broadcast("largest")};");
            return;
        }

        w.Line($"{v.Type} max = {v.Load("inputs", "at")};");
        if (channels >= 2 * v.Lanes)
        {
            using (w.Block($"for (nuint k = {(Size)v.Lanes}; k <= {(Size)(channels - v.Lanes)}; k += {(Size)v.Lanes})"))
                w.Line($"max = {VectorText.Larger("max", v.Load("inputs", "at + k"))};");
        }

        if (channels % v.Lanes > 0)
            w.Line($"max = {VectorText.Larger("max", v.Load("inputs", $"at + {(Size)(channels - v.Lanes)}"))};");

        w.Line($"max = {v.Broadcast("Lanes.Largest(max)")};");
    }

    public static void WriteBackward(KernelText text)
    {
        SoftmaxBackward step = (SoftmaxBackward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText gradient = text.Read(step.Gradient), probabilities = text.Read(step.Probabilities), output = text.Write(step.Output);
        int channels = gradient.Shape.Channels;
        text.Reference("gradients", gradient);
        text.Reference("probabilities", probabilities);
        text.Reference("outputs", output);
        w.Line();
        PixelLoops.Pixels(text, gradient, () =>
        {
            w.Line($"nuint at = {MapLoops.Pixel(gradient, "0")}, by = {MapLoops.Pixel(probabilities, "0")}, to0 = {MapLoops.Pixel(output, "0")};");
            LaneSum products = new(text, channels);
            products.Add((channel, _) => $"({v.Load("gradients", $"at + {channel}")} * {v.Load("probabilities", $"by + {channel}")})");
            w.Line($"{v.Type} sum = {v.Broadcast(products.Total())};");
            MapLoops.Vectors(text, channels, (channel, lanes) => w.Line(v.Store(
                $"({v.Load("probabilities", $"by + {channel}")} * ({v.Load("gradients", $"at + {channel}")} - sum))", "outputs", $"to0 + {channel}", lanes)));
        });
    }
}

/// <summary>Local response normalisation. The squares of a pixel lie in memory of the thread's own, with zeros on both sides, so that the sum over a window is one
/// over shifted vectors.</summary>
internal sealed class LrnText
{
    /// <summary>Longer windows are loops.</summary>
    private const int LongestUnrolled = 8;

    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly Lrn layer;
    private readonly ChannelWindow window;
    private readonly MapText input;

    private LrnText(KernelText text, Lrn layer, Value input)
    {
        (this.text, this.layer) = (text, layer);
        (w, v) = (text.Body, text.Vector);
        window = ChannelWindow.Of(layer, input.Shape.Channels);
        this.input = text.Read(input);
        text.Reference("inputs", this.input);
        text.Parameter("Span<float>", "scratch", "Scratch(worker)");
        text.Reference("squares", "scratch");
    }

    public static void WriteForward(KernelText text)
    {
        LrnForward step = (LrnForward)text.Kernel.Kernel.Main;
        new LrnText(text, step.Layer, step.Input).Forward(text.Write(step.Output));
    }

    public static void WriteBackward(KernelText text)
    {
        LrnBackward step = (LrnBackward)text.Kernel.Kernel.Main;
        new LrnText(text, step.Layer, step.Input).Backward(text.Read(step.Gradient), text.Write(step.Output));
    }

    private void Forward(MapText output)
    {
        text.Reference("outputs", output);
        w.Line($"scratch.Slice(0, {window.Pitch}).Clear();");
        PixelLoops.Pixels(text, input, () =>
        {
            w.Line($"nuint at = {MapLoops.Pixel(input, "0")}, to0 = {MapLoops.Pixel(output, "0")};");
            Squares();
            MapLoops.Vectors(text, window.Channels, (channel, lanes) =>
                w.Line(v.Store($"({Input(channel)} * {Power(Sum(channel), -layer.Beta)})", "outputs", $"to0 + {channel}", lanes)));
        });
    }

    private void Backward(MapText gradient, MapText output)
    {
        text.Reference("gradients", gradient);
        text.Reference("outputs", output);
        text.Reference("terms", FormattableString.Invariant($"scratch.Slice({window.Pitch})"));
        w.Line($"scratch.Slice(0, {2 * window.Pitch}).Clear();");
        PixelLoops.Pixels(text, input, () =>
        {
            w.Line($"nuint at = {MapLoops.Pixel(input, "0")}, by = {MapLoops.Pixel(gradient, "0")}, to0 = {MapLoops.Pixel(output, "0")};");
            Squares();
            w.Line("// What each channel adds to the gradients of its window.");
            MapLoops.Vectors(text, window.Channels, (channel, lanes) =>
            {
                string term = $"({Gradient(channel)} * {Input(channel)} * {Power(Sum(channel), -layer.Beta - 1)})";
                w.Line(v.Store(v.First(term, lanes), "terms", Shifted(channel, 0), v.Lanes));
            });
            MapLoops.Vectors(text, window.Channels, (channel, lanes) =>
            {
                string terms = Window("terms", channel, window.After, window.Before);
                string own = $"({Gradient(channel)} * {Power(Sum(channel), -layer.Beta)})";
                w.Line(v.Store(v.Fused($"({v.Broadcast(VectorText.Literal(-2 * layer.Alpha * layer.Beta))} * {Input(channel)})", terms, own), "outputs", $"to0 + {channel}", lanes));
            });
        });

        string Gradient(string channel) => v.Load("gradients", $"by + {channel}");
    }

    private string Input(string channel) => v.Load("inputs", $"at + {channel}");

    private void Squares() => MapLoops.Vectors(text, window.Channels, (channel, lanes) =>
    {
        string x = text.Unique("x");
        w.Line($"{v.Type} {x} = {v.First(Input(channel), lanes)};");
        w.Line(v.Store($"({x} * {x})", "squares", Shifted(channel, 0), v.Lanes));
    });

    /// <summary>κ + α Σ x² of the window of every lane; the name of a variable.</summary>
    private string Sum(string channel)
    {
        string sum = Window("squares", channel, window.Before, window.After);
        w.Line($"{sum} = {v.Fused(v.Broadcast(VectorText.Literal(layer.Alpha)), sum, v.Broadcast(VectorText.Literal(layer.Least)))};");
        return sum;
    }

    /// <summary>The sum over the window of every lane; the name of a variable.</summary>
    private string Window(string reference, string channel, int before, int after)
    {
        string sum = text.Unique("sum");
        w.Line($"{v.Type} {sum} = {v.Zero};");
        if (before + after < LongestUnrolled)
        {
            for (int offset = -before; offset <= after; offset++)
                w.Line($"{sum} += {v.Load(reference, Shifted(channel, offset))};");

            return sum;
        }

        w.Line(FormattableString.Invariant($"for (nuint t = {window.Origin - before}; t <= {window.Origin + after}; t++)"));
        w.Line($"    {sum} += {v.Load(reference, $"t + {channel}")};");
        return sum;
    }

    private string Shifted(string channel, int offset) => MapText.Index(("1", window.Origin + offset), (channel, 1));

    private string Power(string x, double exponent) =>
        new ExpressionText(v, text.Helpers).Of(w, Lowering.Expressions.Power.Of(new Operand(0), exponent), [x], text.Unique);
}

/// <summary>Loops over the pixels of maps; the units of work are rows.</summary>
internal static class PixelLoops
{
    public static void Pixels(KernelText text, MapText map, Action body) => MapLoops.Rows(text, map, () =>
    {
        using (text.Body.Block($"for (int x = 0; x < {MapLoops.Signed(map.Width)}; x++)"))
            body();
    });
}
