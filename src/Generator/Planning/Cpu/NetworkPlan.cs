using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>How a network is computed.</summary>
/// <param name="Program">What is computed.</param>
/// <param name="Names">The name of each kernel, unique in the network.</param>
/// <param name="Layouts">Every stored map in memory.</param>
/// <param name="Memory">Where maps and numbers per channel lie.</param>
/// <param name="Segments">Which kernels take how many images at a time.</param>
/// <param name="Targets">How each target computes the kernels of the program.</param>
internal sealed record NetworkPlan(
    KernelProgram Program,
    IReadOnlyDictionary<Kernel, string> Names,
    IReadOnlyDictionary<Value, MapLayout> Layouts,
    MemoryPlan Memory,
    IReadOnlyList<Segment> Segments,
    IReadOnlyList<TargetPlan> Targets)
{
    private readonly HashSet<Value> inRegisters = [.. Program.Kernels.SelectMany(kernel => kernel.InRegisters)];

    public NetworkGraph Graph => Program.Graph;

    /// <summary>The most images that a segment takes at a time; 0 if every one takes all.</summary>
    public int SegmentImages => Segments.Select(segment => segment.Images).DefaultIfEmpty().Max();

    /// <summary>Whether a value passes through memory.</summary>
    public bool IsStored(Value value) => Layouts.ContainsKey(value);

    /// <summary>Whether a caller finds a value in memory whatever ran last: one of the modes may keep in registers, in front of a pool, what the other stores.</summary>
    public bool IsReadable(Value value) => IsStored(value) && !inRegisters.Contains(value);
}

/// <summary>Kernels one after the other that take some images through all of them before the next.</summary>
/// <param name="Pass">When they run.</param>
/// <param name="First">The first kernel.</param>
/// <param name="End">One past the last.</param>
/// <param name="Images">How many at a time; 0 for all.</param>
internal sealed record Segment(Pass Pass, int First, int End, int Images)
{
    /// <summary>How many images every kernel gets at a time; 0 for all.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="kernels">How many kernels there are.</param>
    public static int[] ImagesOfKernels(IReadOnlyList<Segment> segments, int kernels)
    {
        int[] images = new int[kernels];
        foreach (Segment segment in segments)
            for (int index = segment.First; index < segment.End; index++)
                images[index] = segment.Images;

        return images;
    }
}

/// <summary>How one target computes the kernels of a network.</summary>
/// <param name="Target">The machine.</param>
/// <param name="Kernels">The kernels of the program in order, with their schedules.</param>
/// <param name="Packed">The copies of weights that kernels read; every target has as many, in the same order.</param>
internal sealed record TargetPlan(Target Target, IReadOnlyList<KernelPlan> Kernels, IReadOnlyList<PackedWeights> Packed)
{
    /// <summary>Floats of memory of its own that each thread needs.</summary>
    public long ScratchFloats => Kernels.Select(kernel => kernel.ScratchFloats).DefaultIfEmpty(0).Max();
}

/// <summary>How one kernel is computed.</summary>
/// <param name="Kernel">What it computes.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Schedule">Tiles and order.</param>
/// <param name="MultiplyAdds">Multiply-adds per image, without the padding of lanes.</param>
/// <param name="Packed">The layout of weights it reads; null for a kernel without.</param>
/// <param name="ScratchFloats">Floats each thread needs for itself.</param>
/// <param name="WorkspaceFloats">Floats all threads share between the kernel's runs.</param>
/// <param name="Own">The target with the kernel's own vectors, where they are narrower than the widest.</param>
internal sealed record KernelPlan(
    Kernel Kernel,
    string Name,
    Schedule Schedule,
    long MultiplyAdds = 0,
    PackedWeights? Packed = null,
    long ScratchFloats = 0,
    long WorkspaceFloats = 0,
    Target? Own = null);
