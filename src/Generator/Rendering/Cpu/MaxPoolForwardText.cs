using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Maximum over windows clipped to the map. Where there is a backward pass, the number of the winning position, down the columns of the window.</summary>
internal static class MaxPoolForwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MaxPoolForward pool = (MaxPoolForward)text.Kernel.Kernel.Main;
        Window window = pool.Window;
        MapText input = text.Read(pool.Input);
        MapText cells = text.Extents(pool.Output);
        EpilogueText epilogue = new(text, pool.Output);
        MapText? winners = pool.Winners is { } numbers && text.Plan.IsStored(numbers) ? text.Write(numbers) : null;
        text.Reference("inputs", input);
        if (winners is not null)
            text.Reference("winners", winners);

        epilogue.Declare();
        w.Line();
        PoolLoops.Cells(text, window, input, cells, (channel, lanes) =>
        {
            w.Line($"{v.Type} best = {v.Broadcast("float.NegativeInfinity")};");
            if (winners is not null)
                w.Line($"{v.WinnerType} winner = {v.Broadcast("-1")};");

            PoolLoops.Pixels(w, () =>
            {
                w.Line($"{v.Type} next = {v.Load("inputs", PoolLoops.Pixel(input, channel))};");
                if (winners is not null)
                {
                    w.Line(FormattableString.Invariant(
                        $"int number = ((column - (x * {window.StrideX}) + {window.PadLeft}) * {window.Height}) + line - (y * {window.StrideY}) + {window.PadTop};"));
                    w.Line($"winner = {VectorText.Winner("best", "next", "winner", "number")};");
                }

                w.Line($"best = {VectorText.Larger("best", "next")};");
            });

            w.Line();
            if (winners is not null)
                w.Line(VectorText.StoreFirst("winner", "winners", MapLoops.Pixel(winners, channel), lanes));

            epilogue.Emit(["best"], map => MapLoops.Pixel(map, channel), channel, lanes);
        });
    }
}
