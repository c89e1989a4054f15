using System;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>How many images a weight gradient takes through all its sums before the next.</summary>
/// <remarks>Sums in registers through all images of a batch are written once, but every set of them reads both maps again. Where the maps of a batch come from beyond a core's caches, fewer images at
/// a time read them once, and the sums are read and written once for every few images instead.</remarks>
internal static class ImageBlocks
{
    /// <summary>How much fewer bytes must move to be worth the additional loads and stores of sums.</summary>
    private const double WorthIt = 0.7;

    /// <summary>Steps of a reduction behind which loads and stores of sums disappear.</summary>
    private const int FewestSteps = 128;

    /// <summary>The schedule with its number of images; 0 for all of a call.</summary>
    public static TileSchedule Choose(Target target, ConvGeometry conv, TileSchedule tile)
    {
        // The weights of a group do not lie in rows of their own, which could be cleared.
        if (conv.Groups > 1)
            return tile;

        const int Batch = WinogradChoice.TypicalBatch;
        int sets = (conv.Stretch + tile.Columns - 1) / tile.Columns, panels = tile.PanelCount;
        double input = Bytes(conv.Input.Count), gradient = Bytes(conv.Output.Count), sums = Bytes(conv.WeightFloats);
        double own = target.L2Bytes / 2.0;

        // Each set of sums reads the whole gradient, and of every pixel's inputs as many cache lines as its part touches.
        double reads = (gradient * conv.Stretches * sets) + (input * conv.Stretches * panels * Math.Max(1, (double)Target.WidestLanes / tile.Columns));
        double all = (gradient + input) * Batch > own ? reads * Batch : 0;
        int images = (int)Math.Max(own / (gradient + input), Math.Ceiling((double)FewestSteps / conv.Output.Pixels));
        double blocks = Math.Ceiling((double)Batch / images), some = ((gradient + input) * Batch * 2) + (sums > own ? 2 * sums * blocks : 0);
        return images >= Batch || some > WorthIt * all
            ? tile
            : tile with
            {
                ImagesAtOnce = images,
                Reason = FormattableString.Invariant(
                    $"{tile.Reason} {images} image{(images == 1 ? " goes" : "s go")} through all weights before the next, so that both maps are read once, and the sums are in memory in between."),
            };
    }

    private static double Bytes(long floats) => (double)floats * sizeof(float);
}
