using System;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Maximum and mean over the tiles of regions. Where there is a backward pass, the winning pixel of each maximum is stored.</summary>
internal static class RegionText
{
    /// <summary>Pixels of a tile that cost less to visit, a vector of channels at a time, than the winners of as many channels.</summary>
    private const int MostPixels = 32;

    public static void WriteMaximum(KernelText text)
    {
        RegionMaxForward step = (RegionMaxForward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText map = text.Read(step.Map);
        MapText? winners = step.Winners is { } numbers && text.Plan.IsStored(numbers) ? text.Write(numbers) : null;
        EpilogueText epilogue = new(text, step.Output);
        if (winners is not null)
            text.Reference("winners", winners);

        Cells(text, epilogue, step.Tiles, map, step.Regions, text.Extents(step.Output), _ =>
        {
            w.Line($"{v.Type} least = top < bottom && left < right ? {v.Broadcast("float.NegativeInfinity")} : {v.Zero};");
            MapLoops.Groups(text, map.Shape.Channels, PoolLoops.Together, vectors =>
            {
                string[] best = PoolLoops.Variables(w, v.Type, "best", vectors.Count, "least");
                string[] winner = winners is null ? [] : PoolLoops.Variables(w, v.WinnerType, "winner", vectors.Count, v.Broadcast("-1"));
                PoolLoops.Pixels(w, () =>
                {
                    for (int i = 0; i < best.Length; i++)
                    {
                        string next = FormattableString.Invariant($"next{i}");
                        w.Line($"{v.Type} {next} = {v.Load("inputs", PoolLoops.Pixel(map, vectors[i].Index))};");
                        if (winners is not null)
                            w.Line($"{winner[i]} = {VectorText.Winner(best[i], next, winner[i], $"(line * {map.Width}) + column")};");

                        w.Line($"{best[i]} = {VectorText.Larger(best[i], next)};");
                    }
                });
                for (int i = 0; i < best.Length; i++)
                {
                    (string channel, int lanes) = vectors[i];
                    if (winners is not null)
                        w.Line(VectorText.StoreFirst(winner[i], "winners", MapLoops.Pixel(winners, channel), lanes));

                    epilogue.Emit([best[i]], other => MapLoops.Pixel(other, channel), channel, lanes);
                }
            });
        });
    }

    public static void WriteMean(KernelText text)
    {
        RegionMeanForward step = (RegionMeanForward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText map = text.Read(step.Map);
        EpilogueText epilogue = new(text, step.Output);
        Cells(text, epilogue, step.Tiles, map, step.Regions, text.Extents(step.Output), tiles =>
        {
            tiles.DeclareShare();
            MapLoops.Vectors(text, map.Shape.Channels, (channel, lanes) =>
            {
                w.Line($"{v.Type} mean = {v.Zero};");
                PoolLoops.Pixels(w, () => w.Line($"mean += {v.Load("inputs", PoolLoops.Pixel(map, channel))};"));
                w.Line($"mean *= {v.Broadcast("share")};");
                epilogue.Emit(["mean"], other => MapLoops.Pixel(other, channel), channel, lanes);
            });
        });
    }

    public static void WriteMaximumBackward(KernelText text)
    {
        RegionMaxBackward step = (RegionMaxBackward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText gradient = text.Read(step.Gradient), winners = text.Read(step.Winners), output = text.Write(step.Output);
        text.Reference("gradients", gradient);
        text.Reference("winners", winners);
        text.ReferenceTo(step.Regions, "regions", writes: false);
        text.Reference("outputs", output);
        w.Line();
        ScatterLoops.Images(text, output, (channels, place) =>
        {
            using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
            {
                RegionTileText tiles = Row(text, step.Tiles, output, step.Regions);
                using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
                {
                    tiles.DeclareColumns("x");
                    w.Line("// A tile of few pixels gives each what it has won, channels side by side; of a larger one only the winners are visited.");
                    using (w.Block($"if ((bottom - top) * (right - left) <= {MostPixels})"))
                        Pixels(channels, place);

                    using (w.Block("else"))
                    using (w.Block($"for (nuint c = 0; c < {channels}; c++)"))
                        Winner(place("c"));
                }
            }
        });

        void Pixels(int channels, Func<string, string> place) => MapLoops.Groups(text, channels, PoolLoops.Together, vectors =>
        {
            for (int i = 0; i < vectors.Count; i++)
            {
                w.Line($"{v.Type} gradient{(Size)i} = {v.Load("gradients", MapLoops.Pixel(gradient, place(vectors[i].Index)))};");
                w.Line($"{v.WinnerType} winner{(Size)i} = {v.Winners("winners", MapLoops.Pixel(winners, place(vectors[i].Index)))};");
            }

            PoolLoops.Pixels(w, () =>
            {
                w.Line($"int number = (line * {output.Width}) + column;");
                for (int i = 0; i < vectors.Count; i++)
                {
                    string at = PoolLoops.Pixel(output, place(vectors[i].Index)), won = VectorText.WhereWinner($"winner{(Size)i}", "number", $"gradient{(Size)i}");
                    w.Line(v.Store($"({v.Load("outputs", at)} + {won})", "outputs", at, vectors[i].Lanes));
                }
            });
        });

        void Winner(string channel)
        {
            w.Line($"int winner = Unsafe.Add(ref winners, {MapLoops.Pixel(winners, channel)});");
            w.Line();
            w.Line("// A tile of nothing but NaN or −∞ has no winner.");
            w.Line($"if (winner == {winners.Layout.Value.Element.None()})");
            w.Line("    continue;");
            w.Line();
            w.Line($"int line = winner / {output.Width}, column = winner % {output.Width};");
            w.Line($"Unsafe.Add(ref outputs, {PoolLoops.Pixel(output, channel)}) += Unsafe.Add(ref gradients, {MapLoops.Pixel(gradient, channel)});");
        }
    }

    public static void WriteMeanBackward(KernelText text)
    {
        RegionMeanBackward step = (RegionMeanBackward)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MapText gradient = text.Read(step.Gradient), output = text.Write(step.Output);
        text.Reference("gradients", gradient);
        text.ReferenceTo(step.Regions, "regions", writes: false);
        text.Reference("outputs", output);
        w.Line();
        ScatterLoops.Images(text, output, (channels, place) =>
        {
            using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
            {
                RegionTileText tiles = Row(text, step.Tiles, output, step.Regions);
                using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
                {
                    tiles.DeclareColumns("x");
                    tiles.DeclareShare();
                    PoolLoops.Pixels(w, () => MapLoops.Vectors(text, channels, (channel, lanes) =>
                    {
                        string at = PoolLoops.Pixel(output, place(channel));
                        w.Line(v.Store(v.Fused(v.Load("gradients", MapLoops.Pixel(gradient, place(channel))), v.Broadcast("share"), v.Load("outputs", at)), "outputs", at, lanes));
                    }));
                }
            }
        });
    }

    /// <summary>Loops over tiles, whose rows are the units of work.</summary>
    private static void Cells(KernelText text, EpilogueText epilogue, RegionTiles division, MapText map, Value regions, MapText cells, Action<RegionTileText> body)
    {
        SourceWriter w = text.Body;
        text.Reference("inputs", map);
        text.ReferenceTo(regions, "regions", writes: false);
        epilogue.Declare();
        w.Line();
        MapLoops.Rows(text, cells, () =>
        {
            RegionTileText tiles = Row(text, division, map, regions);
            using (w.Block($"for (int x = 0; x < {MapLoops.Signed(cells.Width)}; x++)"))
            {
                tiles.DeclareColumns("x");
                body(tiles);
            }
        });
    }

    /// <summary>Declares the rows of the tiles in row <c>y</c> of the output.</summary>
    private static RegionTileText Row(KernelText text, RegionTiles division, MapText map, Value regions)
    {
        SourceWriter w = text.Body;
        MapText list = text.Read(regions);
        RegionTileText tiles = new(w, text.Helpers.Require, division, map.Shape);
        w.Line($"int region = y / {division.Rows};");
        w.Line($"nuint corner = {MapText.Index(("1", list.Origin()), ("(nuint)n", list.Image), ("(nuint)region", list.Row))};");
        tiles.DeclareRegion(number => FormattableString.Invariant($"Unsafe.Add(ref regions, corner + {number})"));
        tiles.DeclareRows($"(y - (region * {(Size)division.Rows}))");
        return tiles;
    }
}
