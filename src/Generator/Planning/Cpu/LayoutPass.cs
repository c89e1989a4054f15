using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Gives every stored map its layout: as much zero border as the most demanding convolution that reads it pads.</summary>
internal static class LayoutPass
{
    public static IReadOnlyDictionary<Value, MapLayout> Run(KernelProgram program)
    {
        Dictionary<Value, MapLayout> layouts = [];
        foreach (Value value in program.Inputs.Concat(program.ReadByCaller))
            Store(value);

        foreach (Kernel kernel in program.Kernels)
        {
            // A tail takes rows of results from memory.
            foreach (Value value in kernel.Tail is null ? kernel.Reads : kernel.Reads.Concat(kernel.Tail.Reads))
                Store(value);

            foreach (Step step in kernel.Steps)
            {
                if (step is WinogradStep { WrittenTiles: { } tiles } winograd)
                    layouts[tiles] = new TileLayout(tiles, winograd);

                Value? padded = step switch
                {
                    ConvForward conv => conv.Input,
                    ConvBackwardWeights conv => conv.Input,
                    DepthwiseWeightSums sums => sums.Input,
                    TransformInput transform => transform.Input,
                    WinogradForward forward => forward.Input,
                    WinogradBackward backwards => backwards.Input,
                    _ => null,
                };
                if (padded is not null)
                    Pad(padded, ((ConvStep)step).Reach);
                else if (step is ConvBackwardInput backward && TapAxis.Gathers(backward.Geometry))
                    Pad(backward.Gradient, TapAxis.Reach(backward));
            }
        }

        // The mask of a dropout is a layer like others, but where nothing trains nobody reads it; its kernel needs a place all the same.
        foreach (Kernel kernel in program.Kernels.Where(kernel => kernel.Writes.Any() && kernel.Writes.All(value => value.IsMap && !layouts.ContainsKey(value))))
            Store(kernel.Result);

        // What is computed again is as it was, so that the same kernels can compute it: stored where it was, with the border that readers of either want.
        foreach (Value again in program.Kernels.SelectMany(kernel => kernel.Writes).Where(value => value.First is not null))
        {
            MapLayout? one = layouts.TryGetValue(again.First!, out MapLayout? first) ? first : null, other = layouts.TryGetValue(again, out MapLayout? second) ? second : null;
            if ((one ?? other) is null or TileLayout)
                continue;

            layouts[again.First!] = Together(again.First!, one ?? other!, other ?? one!);
            layouts[again] = Together(again, one ?? other!, other ?? one!);
        }

        // The parts of a joined map are where its channels are.
        foreach (Join join in program.Kernels.Select(kernel => kernel.Tail).OfType<Join>())
        {
            MapLayout whole = layouts[join.Output];
            int channel = 0;
            foreach (Value input in join.Inputs)
            {
                layouts[input] = whole with { Value = input, Whole = whole, FirstChannel = channel };
                channel += input.Shape.Channels;
            }
        }

        return layouts;

        static MapLayout Together(Value value, MapLayout one, MapLayout other) => new(
            value, Math.Max(one.Top, other.Top), Math.Max(one.Bottom, other.Bottom), Math.Max(one.Left, other.Left), Math.Max(one.Right, other.Right));

        void Store(Value value)
        {
            if (value.IsMap && !layouts.ContainsKey(value))
                layouts[value] = new MapLayout(value);
        }

        void Pad(Value input, Window reach)
        {
            MapLayout layout = layouts[input];
            layouts[input] = layout with
            {
                Top = Math.Max(layout.Top, reach.PadTop),
                Bottom = Math.Max(layout.Bottom, reach.PadBottom),
                Left = Math.Max(layout.Left, reach.PadLeft),
                Right = Math.Max(layout.Right, reach.PadRight),
            };
        }
    }

    /// <summary>The layouts with those of tiles that pass between the parts of one kernel.</summary>
    public static IReadOnlyDictionary<Value, MapLayout> WithTiles(IReadOnlyDictionary<Value, MapLayout> layouts, WinogradStep step, params Value[] tiles)
    {
        Dictionary<Value, MapLayout> all = layouts.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (Value value in tiles)
            all[value] = new TileLayout(value, step);

        return all;
    }
}
