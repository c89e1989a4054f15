using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning;

/// <summary>Where one map lies in the arena of activations.</summary>
/// <param name="Layout">The map.</param>
/// <param name="Offset">Floats an image from the arena's start; a multiple of 16.</param>
/// <param name="First">The kernel that writes it; −1 for the image, which the caller writes.</param>
/// <param name="Last">The last kernel that reads it; one past the last kernel where the caller may.</param>
internal sealed record ArenaSlot(MapLayout Layout, int Offset, int First, int Last)
{
    public int Floats => (Layout.ImageFloats + ArenaPlan.Alignment - 1) / ArenaPlan.Alignment * ArenaPlan.Alignment;
}

/// <summary>The arena of maps: two maps share memory where no kernel needs both.</summary>
/// <param name="Slots">Every stored map.</param>
/// <param name="Floats">Floats an image.</param>
internal sealed record ArenaPlan(IReadOnlyList<ArenaSlot> Slots, int Floats)
{
    /// <summary>Floats of a cache line: every map starts on one.</summary>
    public const int Alignment = 16;

    /// <summary>What the maps would take without sharing.</summary>
    public int UnsharedFloats => Slots.Sum(slot => slot.Floats);

    public ArenaSlot Of(Value value) => Slots.First(slot => slot.Layout.Value == value);

    /// <summary>Whether a map's memory also holds another one at another time, so that its border must be cleared with every run.</summary>
    public bool IsShared(ArenaSlot slot) =>
        Slots.Any(other => other != slot && other.Offset < slot.Offset + slot.Floats && slot.Offset < other.Offset + other.Floats);

    /// <summary>Places the largest map first, each at the lowest offset that no map alive at the same time covers.</summary>
    /// <param name="program">Tells the lifetimes.</param>
    /// <param name="layouts">The maps.</param>
    public static ArenaPlan For(KernelProgram program, IReadOnlyDictionary<Value, MapLayout> layouts)
    {
        List<ArenaSlot> placed = [];
        ArenaSlot[] all = [.. layouts.Values.Select(layout => Lifetime(program, layout)).OrderBy(slot => slot.First)];
        foreach (ArenaSlot slot in all.OrderByDescending(slot => slot.Floats))
        {
            int offset = 0;
            foreach (ArenaSlot other in placed.Where(other => other.First <= slot.Last && slot.First <= other.Last).OrderBy(other => other.Offset))
            {
                if (offset + slot.Floats <= other.Offset)
                    break;

                offset = System.Math.Max(offset, other.Offset + other.Floats);
            }

            placed.Add(slot with { Offset = offset });
        }

        return new ArenaPlan(
            [.. placed.OrderBy(slot => slot.First).ThenBy(slot => slot.Offset)],
            placed.Count == 0 ? 0 : placed.Max(slot => slot.Offset + slot.Floats));
    }

    /// <summary>A trainable network's activations live to the end, so that a caller can read every stored one after a step.</summary>
    private static ArenaSlot Lifetime(KernelProgram program, MapLayout layout)
    {
        Value value = layout.Value;
        int[] touching = [.. program.Kernels.Select((kernel, index) => (kernel, index))
            .Where(pair => pair.kernel.Reads.Contains(value) || pair.kernel.Writes.Contains(value)).Select(pair => pair.index)];
        bool image = value == Value.Activation(program.Graph.Input);
        bool toTheEnd = program.IsRead(value) || value == Value.Gradient(program.Graph.Input) || (program.Graph.Trainable && value.Kind == ValueKind.Activation);

        return new ArenaSlot(
            layout,
            0,
            image ? -1 : touching.Min(),
            toTheEnd ? program.Kernels.Count : touching.DefaultIfEmpty(-1).Max());
    }
}
