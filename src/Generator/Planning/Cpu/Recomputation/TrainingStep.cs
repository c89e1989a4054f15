using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Recomputation;

/// <summary>The kernels of a training step and its maps by numbers: what becomes of them where some maps are kept and the others are computed again.</summary>
internal sealed class TrainingStep
{
    private readonly Kernel[] kernels;
    private readonly int[][] reads, writes;
    private readonly int[] writers;
    private readonly bool[] livesToTheEnd;

    public TrainingStep(KernelProgram program)
    {
        kernels = [.. program.Kernels.Where(kernel => kernel.Pass is not (Pass.Parameters or Pass.Inference))];
        ForwardKernels = kernels.Count(kernel => kernel.Pass == Pass.Forward);

        IReadOnlyDictionary<Value, MapLayout> layouts = LayoutPass.Run(program);
        Value[] values = [.. layouts.Keys];
        Dictionary<Value, int> numbers = Enumerable.Range(0, values.Length).ToDictionary(map => values[map]);
        reads = [.. kernels.Select(kernel => Numbers(kernel.Reads))];
        writes = [.. kernels.Select(kernel => Numbers(kernel.Writes))];
        Floats = [.. values.Select(value => layouts[value].ImageFloats)];
        livesToTheEnd = [.. values.Select(program.ReadByCaller.Contains)];
        writers = [.. values.Select(_ => -1)];
        for (int kernel = 0; kernel < ForwardKernels; kernel++)
            foreach (int map in writes[kernel])
                writers[map] = kernel;

        // What the caller reads is kept anyway, and what runs on request reads what is there.
        bool[] isPinned = [.. livesToTheEnd];
        foreach (int map in Enumerable.Range(0, kernels.Length).Where(kernel => kernels[kernel].Pass == Pass.BackwardOnRequest).SelectMany(kernel => reads[kernel]))
            isPinned[map] = true;

        bool[] canRun = [.. kernels.Take(ForwardKernels).Select(CanRunAgain)];
        IsComputable = [.. values.Select((value, map) => writers[map] >= 0 && canRun[writers[map]] && !isPinned[map])];

        int[] Numbers(IEnumerable<Value> all) => [.. all.Where(numbers.ContainsKey).Select(value => numbers[value])];
    }

    /// <summary>How many maps there are.</summary>
    public int Maps => Floats.Length;

    /// <summary>How many kernels there are.</summary>
    public int Kernels => kernels.Length;

    /// <summary>How many of them are the forward run: the first.</summary>
    public int ForwardKernels { get; }

    /// <summary>Floats an image of each map.</summary>
    public long[] Floats { get; }

    /// <summary>Whether the backward run may compute a map again.</summary>
    public bool[] IsComputable { get; }

    /// <summary>The maps that a kernel reads.</summary>
    public IReadOnlyList<int> Reads(int kernel) => reads[kernel];

    /// <summary>The maps that a kernel writes.</summary>
    public IReadOnlyList<int> Writes(int kernel) => writes[kernel];

    /// <summary>Multiply-adds an image of a forward kernel, or elements where it multiplies no filters.</summary>
    public double Work(int kernel) => kernels[kernel].Main is ConvStep conv ? conv.Geometry.MultiplyAdds : writes[kernel].Sum(map => Floats[map]);

    /// <summary>The kernels in the order in which they run: what the backward run computes again stands right in front of what needs it first.</summary>
    /// <param name="kept">The maps that are kept from the forward run on; all others of those that can be computed again are.</param>
    public IEnumerable<(Kernel Kernel, bool IsAgain)> Order(bool[] kept) => Places(kept).Select(place => (kernels[place.Kernel], place.IsAgain));

    /// <summary>The most floats an image that maps take at once.</summary>
    /// <param name="kept">The maps that are kept.</param>
    public long Peak(bool[] kept) => Live(kept).Max();

    /// <summary>The floats an image that maps take while each kernel runs.</summary>
    /// <param name="kept">The maps that are kept.</param>
    public long[] Live(bool[] kept)
    {
        // A map that is computed again is another from then on.
        List<(int Kernel, bool IsAgain)> places = Places(kept);
        int[] first = [.. Enumerable.Repeat(-1, 2 * Maps)], last = new int[2 * Maps];
        bool[] isAgain = new bool[Maps];
        for (int place = 0; place < places.Count; place++)
        {
            (int kernel, bool again) = places[place];
            foreach (int map in reads[kernel])
                Touch(isAgain[map] ? Maps + map : map, place);

            foreach (int map in writes[kernel])
            {
                isAgain[map] |= again;
                Touch(again ? Maps + map : map, place);
            }
        }

        long[] live = new long[places.Count + 1];
        for (int map = 0; map < first.Length; map++)
        {
            if (first[map] < 0)
                continue;

            bool isInput = map < Maps && writers[map] < 0 && first[map] < ForwardKernels;
            live[isInput ? 0 : first[map]] += Floats[map % Maps];
            if (map >= Maps || !livesToTheEnd[map])
                live[last[map] + 1] -= Floats[map % Maps];
        }

        for (int place = 1; place < live.Length; place++)
            live[place] += live[place - 1];

        return live;

        void Touch(int map, int place)
        {
            first[map] = first[map] < 0 ? place : first[map];
            last[map] = place;
        }
    }

    /// <summary>Whether a kernel computes nothing but maps, of what is still there in the backward run. A loss has told its errors already.</summary>
    private static bool CanRunAgain(Kernel kernel) =>
        kernel.Writes.All(value => value.IsMap)
        && !kernel.Reads.Any(value => value.Extent is Extent.Chunk or Extent.Batch)
        && !kernel.Steps.Any(step => step is LossStep);

    private List<(int Kernel, bool IsAgain)> Places(bool[] kept)
    {
        List<(int, bool)> places = [];
        bool[] isThere = new bool[Maps];
        for (int kernel = 0; kernel < kernels.Length; kernel++)
        {
            if (kernels[kernel].Pass == Pass.Backward)
            {
                foreach (int again in Missing(reads[kernel]))
                {
                    places.Add((again, true));
                    foreach (int map in writes[again])
                        isThere[map] = true;
                }
            }

            places.Add((kernel, false));
        }

        return places;

        // The forward kernels that must run again so that some maps are there, in their order.
        SortedSet<int> Missing(IEnumerable<int> maps)
        {
            SortedSet<int> missing = [];
            Stack<int> wanted = new(maps);
            while (wanted.Count > 0)
            {
                int map = wanted.Pop();
                if (!IsComputable[map] || kept[map] || isThere[map] || !missing.Add(writers[map]))
                    continue;

                foreach (int read in reads[writers[map]])
                    wanted.Push(read);
            }

            return missing;
        }
    }
}
