using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Maximum over windows clipped to the map. Where there is a backward pass, the number of the winning position, down the columns of the window.</summary>
internal static class MaxPoolForwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        MaxPoolForward pool = (MaxPoolForward)text.Kernel.Kernel.Main;
        MapText input = text.Read(Value.Activation(pool.Input));
        MapText output = text.Write(Value.Activation(pool.Node));
        text.Reference("inputs", input);
        text.Reference("outputs", output);
        MapText? winners = pool.RecordsWinners ? text.Write(Value.Winners(pool.Node)) : null;
        if (winners is not null)
            text.Reference("winners", winners);

        w.Line();
        MapLoops.Rows(text, output, () =>
        {
            Clip(w, "y", "top", "bottom", pool.Layer.Extent.StrideY, pool.Layer.Extent.PadTop, pool.Layer.Extent.Height, input.Height);
            using (w.Block($"for (int x = 0; x < {MapLoops.Signed(output.Width)}; x++)"))
            {
                Clip(w, "x", "left", "right", pool.Layer.Extent.StrideX, pool.Layer.Extent.PadLeft, pool.Layer.Extent.Width, input.Width);
                MapLoops.Vectors(text, output.Shape.Channels, (channel, lanes) => Cell(text, pool, input, output, winners, channel, lanes));
            }
        });
    }

    private static void Clip(SourceWriter w, string cell, string first, string end, int stride, int pad, int window, Size extent)
    {
        w.Line($"int {first} = Math.Max(({cell} * {stride}) - {pad}, 0);");
        w.Line($"int {end} = Math.Min(({cell} * {stride}) + {window - pad}, {MapLoops.Signed(extent)});");
    }

    private static void Cell(KernelText text, MaxPoolForward pool, MapText input, MapText output, MapText? winners, string channel, int lanes)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        Window window = pool.Layer.Extent;
        w.Line($"{v.Type} best = {v.Broadcast("float.NegativeInfinity")};");
        if (winners is not null)
            w.Line($"{v.WinnerType} winner = {v.Broadcast("-1")};");

        using (w.Block("for (int column = left; column < right; column++)"))
        using (w.Block("for (int line = top; line < bottom; line++)"))
        {
            string at = MapText.Index(("1", input.Origin()), ("(nuint)n", input.Image), ("(nuint)line", input.Row), ("(nuint)column", input.Pixel), (channel, 1));
            w.Line($"{v.Type} next = {v.Load("inputs", at)};");
            if (winners is not null)
            {
                w.Line(FormattableString.Invariant(
                    $"int number = ((column - (x * {window.StrideX}) + {window.PadLeft}) * {window.Height}) + line - (y * {window.StrideY}) + {window.PadTop};"));
                w.Line($"winner = {VectorText.Winner("best", "next", "winner", "number")};");
            }

            w.Line($"best = {VectorText.Larger("best", "next")};");
        }

        w.Line();
        w.Line(v.Store("best", "outputs", MapLoops.Pixel(output, channel), lanes));
        if (winners is not null)
            w.Line(VectorText.StoreFirst("winner", "winners", MapLoops.Pixel(winners, channel), lanes));
    }
}
