using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu.Recomputation;

/// <summary>Chooses the maps that are kept from the forward run until the backward run, so that a training step needs the least memory at once.</summary>
/// <remarks>
/// The forward run is cut into stretches. What passes a cut is kept; all else in front of it is computed again when the backward run comes to its stretch. Cuts are chosen by a shortest path: of all
/// ways to cut so that no stretch needs more than some memory, with all that is kept in front of it, the one that keeps least; and of the amounts of memory the smallest for which there is a way. After
/// that, all that can be kept without needing more memory is kept, dearest first.
/// </remarks>
internal sealed class CheckpointChoice
{
    /// <summary>The most places for cuts that are looked at: those where least passes.</summary>
    private const int MostPlaces = 160;

    /// <summary>Halvings of the range in which the least memory is looked for.</summary>
    private const int Halvings = 16;

    private readonly TrainingStep step;
    private readonly int[] lastForward, firstBackward, lastBackward;
    private readonly int[] places;
    private readonly double[,] keeps, needs;

    private CheckpointChoice(TrainingStep step)
    {
        this.step = step;
        lastForward = [.. Enumerable.Repeat(-1, step.Maps)];
        firstBackward = [.. Enumerable.Repeat(-1, step.Maps)];
        lastBackward = [.. Enumerable.Repeat(-1, step.Maps)];
        for (int kernel = 0; kernel < step.Kernels; kernel++)
        {
            foreach (int map in step.Reads(kernel))
            {
                if (kernel < step.ForwardKernels)
                {
                    lastForward[map] = kernel;
                    continue;
                }

                lastBackward[map] = kernel;
                if (firstBackward[map] < 0)
                    firstBackward[map] = kernel;
            }
        }

        places = [0, .. Cuts(), step.ForwardKernels];
        keeps = new double[places.Length, places.Length];
        needs = new double[places.Length, places.Length];
        Measure();
    }

    /// <summary>Whether each map is kept.</summary>
    public static bool[] For(TrainingStep step)
    {
        bool[] best = [.. step.IsComputable.Select(isComputable => !isComputable)];
        long least = step.Peak(best);
        CheckpointChoice choice = new(step);
        double low = 0, high = choice.needs[0, choice.places.Length - 1];
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2;
            if (choice.Path(middle) is not { } cuts)
            {
                low = middle;
                continue;
            }

            high = middle;
            bool[] kept = choice.Kept(cuts);
            if (step.Peak(kept) is var peak && peak < least)
                (best, least) = (kept, peak);
        }

        return KeepMore(step, best, least);
    }

    /// <summary>Keeps what costs no memory at the worst moment: first all, then kernel by kernel the results that take most work a float.</summary>
    private static bool[] KeepMore(TrainingStep step, bool[] kept, long most)
    {
        bool[] all = [.. kept.Select(_ => true)];
        if (step.Peak(all) <= most)
            return all;

        foreach (int kernel in Enumerable.Range(0, step.ForwardKernels).OrderByDescending(kernel => step.Work(kernel) / Math.Max(1, step.Writes(kernel).Sum(map => step.Floats[map]))))
        {
            int[] maps = [.. step.Writes(kernel).Where(map => !kept[map])];
            if (maps.Length == 0)
                continue;

            bool[] more = [.. kept];
            foreach (int map in maps)
                more[map] = true;

            if (step.Peak(more) <= most)
                kept = more;
        }

        return kept;
    }

    /// <summary>The kernels in front of which least passes: no more than in front of their neighbours.</summary>
    private IEnumerable<int> Cuts()
    {
        double[] passing = new double[step.ForwardKernels + 1];
        for (int kernel = 0; kernel < step.ForwardKernels; kernel++)
            foreach (int map in step.Writes(kernel))
                for (int cut = kernel + 1; cut <= lastForward[map]; cut++)
                    passing[cut] += step.Floats[map];

        return Enumerable.Range(1, Math.Max(0, step.ForwardKernels - 1))
            .Where(cut => passing[cut] <= passing[cut - 1] || cut == 1)
            .Where(cut => passing[cut] <= passing[cut + 1] || cut == step.ForwardKernels - 1)
            .OrderBy(cut => passing[cut]).Take(MostPlaces).OrderBy(cut => cut);
    }

    /// <summary>For every stretch, the floats that it hands on and the most that its backward run needs of its own maps and gradients.</summary>
    private void Measure()
    {
        // What is there in the backward run whatever is kept: gradients, and maps that are not computed again.
        bool[] kept = [.. step.IsComputable.Select(_ => true)];
        double[] gradients = [.. step.Live(kept).Select(floats => (double)floats)];
        foreach (int map in Enumerable.Range(0, step.Maps).Where(map => step.IsComputable[map]))
            for (int kernel = step.ForwardKernels; kernel <= lastBackward[map]; kernel++)
                gradients[kernel] -= step.Floats[map];

        for (int from = 0; from < places.Length - 1; from++)
        {
            double[] live = [.. gradients];
            int first = int.MaxValue, last = -1;
            for (int to = from + 1; to < places.Length; to++)
            {
                for (int kernel = places[to - 1]; kernel < places[to]; kernel++)
                {
                    foreach (int map in step.Writes(kernel).Where(map => step.IsComputable[map] && lastBackward[map] >= 0))
                    {
                        (first, last) = (Math.Min(first, firstBackward[map]), Math.Max(last, lastBackward[map]));
                        for (int place = step.ForwardKernels; place <= lastBackward[map]; place++)
                            live[place] += step.Floats[map];
                    }
                }

                for (int place = first; place <= last; place++)
                    needs[from, to] = Math.Max(needs[from, to], live[place]);

                keeps[from, to] = HandedOn(places[from], places[to]);
            }
        }
    }

    private double HandedOn(int from, int to)
    {
        double floats = 0;
        for (int kernel = from; kernel < to; kernel++)
            foreach (int map in step.Writes(kernel))
                if (step.IsComputable[map] && lastForward[map] >= to)
                    floats += step.Floats[map];

        return floats;
    }

    /// <summary>The cuts that keep least, where no stretch needs more than some floats with what is kept in front of it; null if there are none.</summary>
    private int[]? Path(double most)
    {
        double[] least = [0, .. Enumerable.Repeat(double.PositiveInfinity, places.Length - 1)];
        int[] before = new int[places.Length];
        for (int to = 1; to < places.Length; to++)
        {
            for (int from = 0; from < to; from++)
            {
                if (least[from] + needs[from, to] <= most && least[from] + keeps[from, to] < least[to])
                    (least[to], before[to]) = (least[from] + keeps[from, to], from);
            }
        }

        if (double.IsPositiveInfinity(least[places.Length - 1]))
            return null;

        List<int> cuts = [];
        for (int place = before[places.Length - 1]; place > 0; place = before[place])
            cuts.Add(places[place]);

        return [.. cuts];
    }

    /// <summary>Whether each map is kept where the forward run is cut in front of some kernels.</summary>
    private bool[] Kept(int[] cuts)
    {
        bool[] kept = [.. step.IsComputable.Select(isComputable => !isComputable)];
        for (int kernel = 0; kernel < step.ForwardKernels; kernel++)
            foreach (int map in step.Writes(kernel))
                kept[map] |= cuts.Any(cut => kernel < cut && cut <= lastForward[map]);

        return kept;
    }
}
