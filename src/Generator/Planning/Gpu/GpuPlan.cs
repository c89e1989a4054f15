using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>How a network is computed on a graphics processor.</summary>
/// <param name="Program">What is computed: fused and split by this machine's own rules.</param>
/// <param name="Names">The name of each kernel, unique in the network.</param>
/// <param name="Memory">Where values lie on the device.</param>
internal sealed record GpuPlan(KernelProgram Program, IReadOnlyDictionary<Kernel, string> Names, GpuMemory Memory)
{
    public NetworkGraph Graph => Program.Graph;

    public static GpuPlan For(KernelProgram program)
    {
        if (program.Graph.Declaration.Fuse)
            program = FusionPass.Run(program, new GpuFusionPolicy());

        program = SplitPass.Run(program);
        return new GpuPlan(program, KernelNumbering.Names(program.Kernels), GpuMemory.For(program));
    }
}

/// <summary>An array on the device.</summary>
/// <param name="Value">What it holds.</param>
/// <param name="Index">Its number.</param>
/// <param name="Offset">Floats from the start of the memory that it lies in.</param>
/// <param name="Floats">Its floats; of a map those of an image.</param>
internal sealed record GpuArray(Value Value, int Index, long Offset, long Floats);

/// <summary>Where values lie: maps in an arena whose places are multiplied by the images of a call, all else behind one another.</summary>
internal sealed class GpuMemory
{
    /// <summary>Floats of a line of the cache: every array starts on one.</summary>
    private const int Alignment = 32;

    private readonly Dictionary<Value, GpuArray> arrays = [];

    private GpuMemory()
    {
    }

    /// <summary>All arrays by number.</summary>
    public IReadOnlyList<GpuArray> Arrays => [.. arrays.Values];

    public long FloatsPerImage { get; private set; }

    public long FloatsPerCall { get; private set; }

    public static GpuMemory For(KernelProgram program)
    {
        GpuMemory memory = new();
        Dictionary<string, int> offsets = PlacedParameter.All(program.Graph).ToDictionary(placed => placed.Name, placed => placed.Offset);
        Dictionary<Value, Lifetime> lifetimes = Lifetimes(program);
        List<(GpuArray Array, Lifetime Lifetime)> placed = [];
        foreach ((Value value, Lifetime lifetime) in lifetimes.OrderBy(pair => pair.Value.First).ThenByDescending(pair => Floats(pair.Key)).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)))
        {
            long floats = Floats(value), offset = 0;
            switch (value.Extent)
            {
                case Extent.Image:
                    foreach ((GpuArray other, _) in placed.Where(other => other.Lifetime.Overlaps(lifetime)).OrderBy(other => other.Array.Offset))
                    {
                        if (offset + floats <= other.Offset)
                            break;

                        offset = Math.Max(offset, other.Offset + Aligned(other.Floats));
                    }

                    memory.FloatsPerImage = Math.Max(memory.FloatsPerImage, offset + Aligned(floats));
                    break;
                case Extent.Parameter or Extent.ParameterGradient:
                    offset = offsets[value.Array!.Name];
                    break;
                default:
                    offset = memory.FloatsPerCall;
                    memory.FloatsPerCall += Aligned(floats);
                    break;
            }

            GpuArray array = new(value, memory.arrays.Count, offset, floats);
            memory.arrays[value] = array;
            if (value.IsMap)
                placed.Add((array, lifetime));
        }

        return memory;
    }

    public GpuArray Of(Value value) => arrays[value];

    /// <summary>Whether a value passes through memory.</summary>
    public bool IsStored(Value value) => arrays.ContainsKey(value);

    private static long Aligned(long floats) => (floats + Alignment - 1) / Alignment * Alignment;

    /// <summary>The floats that an array takes.</summary>
    private static long Floats(Value value) => value.Extent switch
    {
        Extent.Image => value.Element.Floats(value.Shape.Count),
        Extent.Chunk => GpuLimits.Chunks * value.Shape.Count,
        _ => value.Shape.Count,
    };

    /// <summary>The first and the last kernel that need each value that is stored: those of inference follow those of training in one numbering. What the caller gives
    /// is there before the first, what it reads past the last.</summary>
    private static Dictionary<Value, Lifetime> Lifetimes(KernelProgram program)
    {
        Dictionary<Value, Lifetime> touched = [];
        HashSet<Value> read = [.. program.Kernels.SelectMany(kernel => kernel.Reads), .. program.ReadByCaller];
        int end = program.Kernels.Count;
        foreach (Value input in program.Inputs)
            touched[input] = new Lifetime(-1, end);

        if (program.Given is { } given)
            touched[given] = new Lifetime(-1, end);

        for (int index = 0; index < end; index++)
        {
            Kernel kernel = program.Kernels[index];
            foreach (Value value in kernel.Reads.Concat(kernel.Writes))
            {
                if (value.Extent == Extent.Random || !(read.Contains(value) || value.Extent == Extent.ParameterGradient || !value.IsMap))
                    continue;

                int last = program.ReadByCaller.Contains(value) ? end : index;
                touched[value] = touched.TryGetValue(value, out Lifetime known) ? known with { Last = Math.Max(known.Last, last) } : new Lifetime(index, last);
            }
        }

        return touched;
    }
}
