using System;
using System.Globalization;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>What a kernel has to do, as far as its time depends on it.</summary>
/// <param name="Family">What it is measured with.</param>
/// <param name="Work256">Multiply-adds an image, or operations of other families, in vectors of 256 bits: with the lanes that hold nothing, and the cycles in which a tile waits.</param>
/// <param name="Work512">The same in vectors of 512 bits.</param>
/// <param name="Near">Bytes of maps an image that pass between kernels which take the same few images.</param>
/// <param name="Far">Bytes of maps an image that all images of a call leave in between.</param>
/// <param name="Weights">Bytes of weights and of sums over the batch, read or written once a run.</param>
/// <param name="Images">Images at a time; 0 for all of a call.</param>
/// <param name="FetchesAhead">Whether it fetches weights before it uses them.</param>
/// <param name="OnRequest">Whether it runs only where the caller asks for what it computes.</param>
internal sealed record KernelCost(
    KernelFamily Family, long Work256, long Work512, long Near, long Far, long Weights, int Images, bool FetchesAhead = false, bool OnRequest = false)
{
    /// <summary>Numbers are carried in thousands, rounded up: so exact no prediction is.</summary>
    private const int Unit = 1000;

    /// <summary>Work in vectors of a width.</summary>
    /// <param name="vectorBits">256 or 512.</param>
    public long Work(int vectorBits) => vectorBits == 512 ? Work512 : Work256;

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <param name="text">Seven numbers, and an eighth where one of the flags is set: 1 for the first, 2 for the second.</param>
    public static KernelCost Parse(string text)
    {
        long[] numbers = [.. text.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        long flags = numbers.Length > 7 ? numbers[7] : 0;
        return new KernelCost((KernelFamily)numbers[0], numbers[1] * Unit, numbers[2] * Unit, numbers[3] * Unit, numbers[4] * Unit, numbers[5] * Unit, (int)numbers[6], (flags & 1) != 0, (flags & 2) != 0);
    }

    public override string ToString()
    {
        int flags = (FetchesAhead ? 1 : 0) + (OnRequest ? 2 : 0);
        return FormattableString.Invariant(
            $"{(int)Family} {Thousands(Work256)} {Thousands(Work512)} {Thousands(Near)} {Thousands(Far)} {Thousands(Weights)} {Images}") + (flags == 0 ? "" : FormattableString.Invariant($" {flags}"));
    }

    private static long Thousands(long number) => (number + Unit - 1) / Unit;
}
