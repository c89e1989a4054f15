using System;
using System.Linq;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>A sum along the channels of pixels, taken in a fixed number of lanes which are combined at the end: vectors of every width give the same bits.</summary>
internal sealed class LaneSum
{
    private const int Lanes = 32;

    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly int channels;
    private readonly string[] sums;

    /// <summary>Declares the lanes.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="channels">How many channels are summed.</param>
    public LaneSum(KernelText text, int channels)
    {
        (this.text, this.channels, w, v) = (text, channels, text.Body, text.Vector);
        sums = [.. Enumerable.Range(0, Math.Min(Vectors, v.Count(channels))).Select(_ => text.Unique("sum"))];
        w.Line($"{v.Type} {string.Join(", ", sums.Select(sum => $"{sum} = {v.Zero}"))};");
    }

    /// <summary>Whether there is no loop, so that what the terms are made of stays in registers.</summary>
    public bool IsUnrolled => channels < Lanes;

    private int Vectors => Lanes / v.Lanes;

    /// <summary>Adds the channels of a pixel: a loop over as many as there are lanes, then the rest one vector after the other.</summary>
    /// <param name="term">Writes what a vector needs, by the index of its first channel and how many of its lanes count, and returns what it adds.</param>
    public void Add(Func<string, int, string> term)
    {
        int together = channels / Lanes * Lanes;
        if (together > 0)
        {
            using (w.Block($"for (nuint i = 0; i < {(Size)together}; i += {(Size)Lanes})"))
            {
                for (int vector = 0; vector < Vectors; vector++)
                    w.Line($"{sums[vector]} += {term(MapText.Index(("i", 1), ("1", vector * v.Lanes)), v.Lanes)};");
            }
        }

        for (int first = together; first < channels; first += v.Lanes)
        {
            int lanes = Math.Min(v.Lanes, channels - first);
            w.Line($"{sums[(first - together) / v.Lanes]} += {v.First(term(((Size)first).ToString(), lanes), lanes)};");
        }
    }

    /// <summary>Combines the lanes; an expression of type float.</summary>
    public string Total()
    {
        for (int half = Vectors / 2; half > 0; half /= 2)
            for (int vector = 0; vector < half && vector + half < sums.Length; vector++)
                w.Line($"{sums[vector]} += {sums[vector + half]};");

        return $"Lanes.Sum({sums[0]})";
    }
}
