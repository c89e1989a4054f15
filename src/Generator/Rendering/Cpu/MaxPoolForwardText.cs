using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Maximum over windows clipped to the map. Where there is a backward pass, the number of the winning position, down the columns of the window.</summary>
internal static class MaxPoolForwardText
{
    /// <summary>Larger windows are loops.</summary>
    private const int LongestUnrolled = 16;

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
        bool unrolls = !window.IsWholeMap && window.Positions is > 1 and <= LongestUnrolled;
        PoolLoops.Cells(text, window, input, cells, () =>
        {
            if (unrolls)
            {
                using (w.Block($"if (bottom - top == {window.Height} && right - left == {window.Width})"))
                    Vectors(WholeWindow);

                using (w.Block("else"))
                    Vectors(Window);
            }
            else
            {
                Vectors(Window);
            }
        });

        void Vectors(Action<string> maximum) => MapLoops.Vectors(text, cells.Shape.Channels, (channel, lanes) =>
        {
            w.Line($"{v.Type} best = {v.Broadcast("float.NegativeInfinity")};");
            if (winners is not null)
                w.Line($"{v.WinnerType} winner = {v.Broadcast("-1")};");

            maximum(channel);
            if (winners is not null)
                w.Line(VectorText.StoreFirst("winner", "winners", MapLoops.Pixel(winners, channel), lanes));

            epilogue.Emit(["best"], map => MapLoops.Pixel(map, channel), channel, lanes);
        });

        // The window lies on the map, which is so for almost all: places and numbers are constants.
        void WholeWindow(string channel)
        {
            w.Line($"nuint at = {MapText.Index(("1", input.Origin()), ("(nuint)n", input.Image), ("(nuint)top", input.Row), ("(nuint)left", input.Pixel), (channel, 1))};");
            for (int column = 0; column < window.Width; column++)
                for (int line = 0; line < window.Height; line++)
                {
                    string load = v.Load("inputs", MapText.Index(("at", 1), ("1", (input.Row * line) + (input.Pixel * column))));
                    if (winners is null)
                    {
                        w.Line($"best = {VectorText.Larger("best", load)};");
                        continue;
                    }

                    string next = text.Unique("next");
                    w.Line($"{v.Type} {next} = {load};");
                    w.Line($"winner = {VectorText.Winner("best", next, "winner", ((Size)((column * window.Height) + line)).ToString())};");
                    w.Line($"best = {VectorText.Larger("best", next)};");
                }
        }

        void Window(string channel) => PoolLoops.Pixels(w, () =>
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
    }
}
