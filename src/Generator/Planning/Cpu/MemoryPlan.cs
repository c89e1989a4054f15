using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Where everything lies that is computed: maps of all images of a call, maps of the few images that a segment takes at a time, and numbers per channel.</summary>
/// <param name="Call">Maps of all images.</param>
/// <param name="Chunk">Maps that live within one segment.</param>
/// <param name="Channels">Numbers per channel, each with its place.</param>
/// <param name="ChannelFloats">Floats of all of them.</param>
internal sealed record MemoryPlan(ArenaPlan Call, ArenaPlan Chunk, IReadOnlyDictionary<Value, ChannelSlot> Channels, long ChannelFloats)
{
    /// <summary>Chunks into which the images of a call are divided for sums over them: work for as many threads, in an order that never changes.</summary>
    public const int Chunks = 32;

    /// <summary>The maps in the order in which they are computed.</summary>
    public IEnumerable<ArenaSlot> Slots => Call.Slots.Concat(Chunk.Slots);

    /// <summary>The arena that holds a map.</summary>
    public ArenaPlan ArenaOf(Value value) => Chunk.Has(value) ? Chunk : Call;

    public ArenaSlot Of(Value value) => ArenaOf(value).Of(value);

    /// <summary>Places every value that is not one map per image.</summary>
    public static (IReadOnlyDictionary<Value, ChannelSlot> Slots, long Floats) PlaceChannels(KernelProgram program)
    {
        Dictionary<Value, ChannelSlot> slots = [];
        Value[] values = [.. program.Kernels.SelectMany(kernel => kernel.Reads.Concat(kernel.Writes)).Distinct()];

        // What a kernel leaves to those right after it, and no others, shares one place.
        long offset = 0;
        foreach (Kernel kernel in program.Kernels)
        {
            long end = 0;
            foreach (Value value in kernel.Writes.Where(value => value.Extent is Extent.Chunk or Extent.Batch))
            {
                slots[value] = new ChannelSlot(end, value.Extent == Extent.Chunk ? (long)ChunkFloats(value) * Chunks : BatchFloats(value));
                end += slots[value].Floats;
            }

            offset = System.Math.Max(offset, end);
        }

        foreach (Value value in values.Where(value => value.Extent is Extent.Channel or Extent.ParameterChannel))
        {
            slots[value] = new ChannelSlot(offset, BatchFloats(value));
            offset += slots[value].Floats;
        }

        return (slots, offset);
    }

    /// <summary>Floats of an array for all images of a call together, padded to whole vectors.</summary>
    public static long BatchFloats(Value value) => (long)value.Shape.Height * value.Shape.Width * Target.WholeVectors(value.Shape.Channels);

    /// <summary>Floats of the sums of one chunk, which lie one after the other: each of whole vectors.</summary>
    public static int ChunkFloats(Value value) => value.Shape.Height * Target.WholeVectors(value.Shape.Channels);
}

/// <summary>Where the numbers of a value lie in the arena of channels.</summary>
/// <param name="Offset">Floats from its start; a multiple of 16.</param>
/// <param name="Floats">How many.</param>
internal sealed record ChannelSlot(long Offset, long Floats);
