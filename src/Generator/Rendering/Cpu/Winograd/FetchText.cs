using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>While a thread multiplies, memory has nothing to do: a loop over multiplications, each of which asks for a piece of the maps that are needed after them. Maps of a batch that trains
/// come from beyond a core's own caches.</summary>
/// <param name="text">The kernel, with its parameters.</param>
/// <param name="multiplications">How many multiplications there are.</param>
/// <param name="rows">Rows of tiles of an image, or 1 where whole images are counted.</param>
/// <param name="together">How many rows, or images, are taken at once.</param>
internal sealed class FetchText(KernelText text, int multiplications, int rows, int together)
{
    /// <summary>The head of the loop.</summary>
    public string Loop => $"for (int multiplication = 0; multiplication < {(Size)multiplications}; multiplication++)";

    /// <summary>The units of a part that belong to one multiplication: one for each panel.</summary>
    public static string Range(int panels) =>
        panels == 1 ? "multiplication, multiplication + 1" : $"multiplication * {(Size)panels}, (multiplication + 1) * {(Size)panels}";

    /// <summary>The maps of floats that the kernel reads or writes, without some.</summary>
    public IEnumerable<Value> Others(params Value[] without) =>
        text.Kernel.Kernel.Reads.Concat(text.Kernel.Kernel.Writes).Distinct().Except(without).Where(value =>
            text.Plan.Layouts.TryGetValue(value, out MapLayout? layout) && layout.Element == "float" && text.Parameters.Any(parameter => parameter.Name == KernelNames.Parameter(value)));

    /// <summary>Asks for one multiplication's share of a map.</summary>
    /// <param name="value">The map.</param>
    /// <param name="first">The first row or image of the piece, a variable of type int.</param>
    public void Write(Value value, string first)
    {
        long each = text.Plan.Layouts[value].ImageFloats / rows, lines = ((each * together) + (ArenaPlan.Alignment * multiplications) - 1) / (ArenaPlan.Alignment * multiplications);
        text.Body.Line($"Lanes.Prefetch({KernelNames.Parameter(value)}, ({first} * {(Size)each}L) + (multiplication * {(Size)(lines * ArenaPlan.Alignment)}), {(Size)lines});");
    }
}
