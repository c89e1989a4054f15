using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning;

/// <summary>Gives every stored map its layout: as much zero border as the most demanding convolution that reads it pads.</summary>
internal static class LayoutPass
{
    public static IReadOnlyDictionary<Value, MapLayout> Run(KernelProgram program)
    {
        IEnumerable<Value> stored = program.Kernels
            .SelectMany(kernel => kernel.Reads.Concat(kernel.Writes))
            .Append(Value.Activation(program.Graph.Input))
            .Where(value => value.IsMap && (program.IsStored(value) || value.Kind == ValueKind.Winners))
            .Distinct();

        return stored.ToDictionary(value => value, value => value.Kind == ValueKind.Activation ? WithHalo(program, value) : new MapLayout(value));
    }

    private static MapLayout WithHalo(KernelProgram program, Value value)
    {
        Window[] windows = [.. program.Kernels.SelectMany(kernel => kernel.Steps).OfType<ConvForward>()
            .Where(step => step.Input == value.Node).Select(step => step.Layer.Extent)];

        int Most(Func<Window, int> pad) => windows.Select(pad).DefaultIfEmpty(0).Max();
        return new MapLayout(value, Most(w => w.PadTop), Most(w => w.PadBottom), Most(w => w.PadLeft), Most(w => w.PadRight));
    }
}
