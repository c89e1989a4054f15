using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fast;
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

        return stored.ToDictionary(
            value => value,
            value => value.IsTiles ? Tiles(program, value) : value.Kind == ValueKind.Activation ? WithHalo(program, value) : new MapLayout(value));
    }

    /// <summary>The layouts with those of tiles that pass between the parts of one kernel.</summary>
    public static IReadOnlyDictionary<Value, MapLayout> WithTiles(IReadOnlyDictionary<Value, MapLayout> layouts, KernelProgram program, params Value[] tiles)
    {
        Dictionary<Value, MapLayout> all = layouts.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (Value value in tiles)
            all[value] = Tiles(program, value);

        return all;
    }

    private static TileLayout Tiles(KernelProgram program, Value value)
    {
        WinogradStep step = program.Kernels.SelectMany(kernel => kernel.Steps).OfType<WinogradStep>().First(step => step.Writes.Contains(value));
        int channels = value.Kind is ValueKind.TransformedInput or ValueKind.TransformedInputGradient ? value.Node.InputShape.Channels : value.Node.Shape.Channels;
        return new TileLayout(
            value,
            step.Algorithm,
            WinogradPass.Tiles(value.Node.Shape.Height, step.Algorithm.Outputs),
            WinogradPass.Tiles(value.Node.Shape.Width, step.Algorithm.Outputs),
            channels);
    }

    private static MapLayout WithHalo(KernelProgram program, Value value)
    {
        ConvStep[] readers = [.. program.Kernels.SelectMany(kernel => kernel.Steps).OfType<ConvStep>()
            .Where(step => step is ConvForward or TransformInput && step.Input == value.Node)];

        int Most(Func<ConvStep, int> border) => readers.Select(border).DefaultIfEmpty(0).Max();
        return new MapLayout(
            value,
            Most(conv => conv.Layer.Extent.PadTop),
            Most(conv => conv.Layer.Extent.PadBottom + Overhang(conv, conv.Node.Shape.Height)),
            Most(conv => conv.Layer.Extent.PadLeft),
            Most(conv => conv.Layer.Extent.PadRight + Overhang(conv, conv.Node.Shape.Width)));
    }

    /// <summary>How far the last tile reaches beyond the output: as far beyond the padded input, where it reads zeros.</summary>
    public static int Overhang(ConvStep conv, int extent) =>
        conv is WinogradStep { Algorithm: { } algorithm } ? (WinogradPass.Tiles(extent, algorithm.Outputs) * algorithm.Outputs) - extent : 0;
}
