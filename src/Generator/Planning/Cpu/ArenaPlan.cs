using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Where one map lies in an arena.</summary>
/// <param name="Layout">The map.</param>
/// <param name="Lifetimes">When it is needed; of a network with two modes, in each.</param>
/// <param name="Offset">Floats per image from the arena's start; a multiple of 16.</param>
internal sealed record ArenaSlot(MapLayout Layout, IReadOnlyList<Lifetime> Lifetimes, long Offset = 0)
{
    public long Floats => (Layout.ImageFloats + ArenaPlan.Alignment - 1) / ArenaPlan.Alignment * ArenaPlan.Alignment;

    public int First => Lifetimes[0].First;

    public int Last => Lifetimes[0].Last;

    public bool LivesWith(ArenaSlot other) => Lifetimes.Any(one => other.Lifetimes.Any(one.Overlaps));

    public bool Covers(ArenaSlot other) => other.Offset < Offset + Floats && Offset < other.Offset + other.Floats;
}

/// <summary>The arena of maps: two maps share memory where no kernel needs both.</summary>
internal sealed class ArenaPlan
{
    /// <summary>Floats of a cache line: every map starts on one.</summary>
    public const int Alignment = 16;

    private readonly Dictionary<Value, ArenaSlot> byValue;
    private readonly HashSet<Value> shared;

    private ArenaPlan(IReadOnlyList<ArenaSlot> slots)
    {
        Slots = slots;
        Floats = slots.Count == 0 ? 0 : slots.Max(slot => slot.Offset + slot.Floats);
        byValue = slots.ToDictionary(slot => slot.Layout.Value);
        shared = [.. slots.Where(slot => slots.Any(other => other != slot && slot.Covers(other))).Select(slot => slot.Layout.Value)];
    }

    /// <summary>Every stored map, in the order in which they are computed.</summary>
    public IReadOnlyList<ArenaSlot> Slots { get; }

    /// <summary>Floats per image.</summary>
    public long Floats { get; }

    public ArenaSlot Of(Value value) => byValue[value];

    public bool Has(Value value) => byValue.ContainsKey(value);

    /// <summary>Whether a map's memory also holds another one at another time, so that its border must be cleared with every run.</summary>
    public bool IsShared(ArenaSlot slot) => shared.Contains(slot.Layout.Value);

    /// <summary>Places the largest map first, each at the lowest offset that no map alive at the same time covers.</summary>
    /// <param name="slots">The maps with their lifetimes.</param>
    public static ArenaPlan For(IEnumerable<ArenaSlot> slots)
    {
        List<ArenaSlot> placed = [];
        foreach (ArenaSlot slot in slots.OrderBy(slot => slot.First).ThenBy(slot => slot.Layout.Value.Name, StringComparer.Ordinal).OrderByDescending(slot => slot.Floats))
        {
            long offset = 0;
            foreach (ArenaSlot other in placed.Where(slot.LivesWith).OrderBy(other => other.Offset))
            {
                if (offset + slot.Floats <= other.Offset)
                    break;

                offset = Math.Max(offset, other.Offset + other.Floats);
            }

            placed.Add(slot with { Offset = offset });
        }

        return new ArenaPlan([.. placed.OrderBy(slot => slot.First).ThenBy(slot => slot.Offset)]);
    }
}
