using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>What a core's caches hold of the inputs of a product, which every panel of weights reads again.</summary>
internal static class CachedInputs
{
    /// <summary>The share of the second-level cache for them; weights of two panels take the rest.</summary>
    private const double Share = 0.45;

    /// <summary>Lines of a set of the first-level cache that weights take, which pass through it.</summary>
    private const int WaysOfWeights = 2;

    /// <summary>What tiles cost whose inputs drive each other out of the first-level cache.</summary>
    private const double Crowded = 1.1;

    /// <summary>As many images, or else rows of cells, as the second-level cache holds the inputs of.</summary>
    /// <param name="target">The machine.</param>
    /// <param name="cells">Output cells of an image.</param>
    /// <param name="tileRows">Rows of a tile.</param>
    /// <param name="inputFloats">Floats of an image's input.</param>
    public static ProductBlock Block(Target target, Shape cells, int tileRows, long inputFloats)
    {
        long fit = (long)(target.L2Bytes * Share) / sizeof(float);
        if (inputFloats <= fit)
            return new ProductBlock((int)(fit / inputFloats), cells.Height);

        int rows = (int)Math.Max(tileRows, cells.Height * fit / inputFloats / tileRows * tileRows), bands = (cells.Height + rows - 1) / rows;
        int even = (cells.Height + bands - 1) / bands;
        return new ProductBlock(1, Math.Min(cells.Height, (even + tileRows - 1) / tileRows * tileRows));
    }

    /// <summary>How many times the cycles a tile takes where too many of the inputs of a step lie in one set of the first-level cache.</summary>
    /// <param name="target">The machine.</param>
    /// <param name="rows">Inputs of a step.</param>
    /// <param name="stepFloats">Floats from one to the next; 0 where they are not read from a map.</param>
    public static double Crowding(Target target, int rows, long stepFloats)
    {
        if (stepFloats == 0 || stepFloats % ArenaPlan.Alignment != 0)
            return 1;

        long sets = Target.L1Sets, step = stepFloats / ArenaPlan.Alignment;
        while (sets > 1 && step % 2 == 0)
            (sets, step) = (sets / 2, step / 2);

        return rows > sets * (target.L1Ways - WaysOfWeights) ? Crowded : 1;
    }
}
