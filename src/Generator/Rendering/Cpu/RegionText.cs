using System;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Maximum and mean over the tiles of regions. Where there is a backward pass, the winning pixel of each maximum is stored.</summary>
internal static class RegionText
{
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
            MapLoops.Vectors(text, map.Shape.Channels, (channel, lanes) =>
            {
                w.Line($"{v.Type} best = least;");
                if (winners is not null)
                    w.Line($"{v.WinnerType} winner = {v.Broadcast("-1")};");

                PoolLoops.Pixels(w, () =>
                {
                    w.Line($"{v.Type} next = {v.Load("inputs", PoolLoops.Pixel(map, channel))};");
                    if (winners is not null)
                        w.Line($"winner = {VectorText.Winner("best", "next", "winner", $"(line * {map.Width}) + column")};");

                    w.Line($"best = {VectorText.Larger("best", "next")};");
                });
                if (winners is not null)
                    w.Line(VectorText.StoreFirst("winner", "winners", MapLoops.Pixel(winners, channel), lanes));

                epilogue.Emit(["best"], other => MapLoops.Pixel(other, channel), channel, lanes);
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
        MapText gradient = text.Read(step.Gradient), winners = text.Read(step.Winners), output = text.Write(step.Output);
        text.Reference("gradients", gradient);
        text.Reference("winners", winners);
        text.Reference("outputs", output);
        w.Line();
        ScatterLoops.Images(text, output, (channels, place) =>
        {
            using (w.Block($"for (int y = 0; y < {gradient.Height}; y++)"))
            using (w.Block($"for (int x = 0; x < {gradient.Width}; x++)"))
            using (w.Block($"for (nuint c = 0; c < {channels}; c++)"))
            {
                w.Line($"int winner = Unsafe.Add(ref winners, {MapLoops.Pixel(winners, place("c"))});");
                w.Line();
                w.Line("// A tile outside the map, and one of nothing but NaN or −∞, has no winner.");
                w.Line($"if (winner == {(winners.Layout.Element == "int" ? "-1" : $"{winners.Layout.Element}.MaxValue")})");
                w.Line("    continue;");
                w.Line();
                w.Line($"int line = winner / {output.Width}, column = winner % {output.Width};");
                w.Line($"Unsafe.Add(ref outputs, {PoolLoops.Pixel(output, place("c"))}) += Unsafe.Add(ref gradients, {MapLoops.Pixel(gradient, place("c"))});");
            }
        });
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
