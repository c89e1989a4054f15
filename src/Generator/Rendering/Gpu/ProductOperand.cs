using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>A variable that a thread computes once, before its first slice.</summary>
/// <param name="Name">Its name without the slot's.</param>
/// <param name="Missing">Its value where there is nothing at the place along the side: one that fails the conditions of a load.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct Pinned(string Name, string Missing, string Value);

/// <summary>One operand of a product: which number stands at a place along its side and a depth.</summary>
/// <param name="text">The kernel.</param>
/// <param name="array">Where its numbers lie.</param>
/// <param name="alongDepth">Whether neighbours in memory are neighbours in depth, or else along the side.</param>
/// <param name="inFours">Whether four of them lie together on a multiple of 16 bytes, with nothing between.</param>
internal abstract class ProductOperand(GpuKernelText text, Value array, bool alongDepth, bool inFours)
{
    /// <summary>A row or column that fails every test of being on the map.</summary>
    protected const string Nowhere = "-0x40000000";

    public bool AlongDepth => alongDepth;

    public bool InFours => inFours;

    /// <summary>The array.</summary>
    public string Array => text.Array(array);

    protected GpuKernelText Text => text;

    protected IndexText Index => text.Indices;

    /// <summary>What follows from the place along the side alone; a later one may use those before it.</summary>
    /// <param name="slot">The end of the names.</param>
    /// <param name="side">The place along the side.</param>
    public abstract IEnumerable<Pinned> Fixed(string slot, string side);

    /// <summary>Declares what follows from the depth, and says when there is a number and where.</summary>
    /// <param name="w">Where it goes.</param>
    /// <param name="slot">The end of the names.</param>
    /// <param name="depth">The depth.</param>
    public abstract (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string depth);

    /// <summary>What stands where there is no number in the array; it need not be 0 beyond the depth, where the other operand is.</summary>
    public virtual string Otherwise(string slot) => "0";

    protected static string I(FormattableString value) => FormattableString.Invariant(value);

    /// <summary>The start of a group's channels; nothing where there is one group.</summary>
    public static string Group(ConvGeometry geometry, int channels) => geometry.Groups == 1 ? "" : I($" + (group * {channels})");

    /// <summary>Whether a pixel is on a map.</summary>
    protected static string[] Inside(Shape map, string row, string column) => [I($"((uint){row} < {map.Height})"), I($"((uint){column} < {map.Width})")];
}

/// <summary>The windows of an input map: along the side the positions of the output, in depth the taps.</summary>
internal sealed class WindowsOperand(GpuKernelText text, ConvGeometry geometry, Value input, MaxPoolForward? pool)
    : ProductOperand(text, input, true, geometry.Depth % 4 == 0 && geometry.Input.Channels % 4 == 0)
{
    private Window Window => geometry.Window;

    public override IEnumerable<Pinned> Fixed(string slot, string side)
    {
        foreach (Pinned one in Position(Index, geometry, pool, slot, side))
            yield return one;

        yield return new($"top{slot}", Nowhere, IndexText.Less($"y{slot}", Window.StrideY, Window.PadTop));
        yield return new($"left{slot}", Nowhere, IndexText.Less($"x{slot}", Window.StrideX, Window.PadLeft));
        yield return new($"from{slot}", "-1", I($"{IndexText.Times($"((((n{slot} * {geometry.Input.Height}) + top{slot}) * {geometry.Input.Width}) + left{slot})", geometry.Input.Channels)}{Group(geometry, geometry.Depth)}"));
    }

    /// <summary>Image, row and column of a position: in the order of the output, or window by window of a pool and down the columns of each.</summary>
    public static IEnumerable<Pinned> Position(IndexText index, ConvGeometry geometry, MaxPoolForward? pool, string slot, string side)
    {
        if (pool is null)
        {
            yield return new($"n{slot}", "0", index.Over(side, geometry.Output.Pixels));
            yield return new($"line{slot}", "0", index.Over(side, geometry.Output.Width));
            yield return new($"y{slot}", "0", I($"line{slot} - (n{slot} * {geometry.Output.Height})"));
            yield return new($"x{slot}", "0", I($"{side} - (line{slot} * {geometry.Output.Width})"));
            yield break;
        }

        Shape cells = pool.Output.Shape;
        Window window = pool.Window;
        yield return new($"cell{slot}", "0", index.Over(side, window.Positions));
        yield return new($"within{slot}", "0", I($"{side} - (cell{slot} * {window.Positions})"));
        yield return new($"n{slot}", "0", index.Over($"cell{slot}", cells.Pixels));
        yield return new($"line{slot}", "0", index.Over($"cell{slot}", cells.Width));
        yield return new($"y{slot}", "0", I($"((line{slot} - (n{slot} * {cells.Height})) * {window.StrideY}) + {index.Rest($"within{slot}", window.Height)}"));
        yield return new($"x{slot}", "0", I($"((cell{slot} - (line{slot} * {cells.Width})) * {window.StrideX}) + {index.Over($"within{slot}", window.Height)}"));
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string depth)
    {
        int row = geometry.Input.Width * geometry.Input.Channels * Window.DilationY, line = Window.Width * geometry.Depth;
        if (Window.Positions == 1)
            return (Window.HasPad ? Inside(geometry.Input, $"top{slot}", $"left{slot}") : [$"(from{slot} >= 0)"], $"from{slot} + {depth}");

        w.Line($"int u{slot} = {Index.Over(depth, line)}, within{slot}u = {depth} - (u{slot} * {line});");
        if (!Window.HasPad && geometry.HasWholeRows)
            return ([$"(from{slot} >= 0)"], I($"from{slot} + (u{slot} * {row}) + within{slot}u"));

        w.Line($"int v{slot} = {Index.Over($"within{slot}u", geometry.Depth)};");
        int column = (geometry.Input.Channels * Window.DilationX) - geometry.Depth;
        string at = I($"from{slot} + (u{slot} * {row}) + within{slot}u{(column == 0 ? "" : I($" + (v{slot} * {column})"))}");
        return (Window.HasPad
            ? Inside(geometry.Input, $"(top{slot} + {IndexText.Times($"u{slot}", Window.DilationY)})", $"(left{slot} + {IndexText.Times($"v{slot}", Window.DilationX)})")
            : [$"(from{slot} >= 0)"], at);
    }
}

/// <summary>The same windows with the taps along the side and the positions in depth; perhaps a further row of ones, whose products are sums.</summary>
internal sealed class TapsOperand(GpuKernelText text, ConvGeometry geometry, Value input, bool withOnes)
    : ProductOperand(text, input, false, geometry.Depth % 4 == 0 && geometry.Input.Channels % 4 == 0)
{
    private Window Window => geometry.Window;

    public override IEnumerable<Pinned> Fixed(string slot, string side)
    {
        yield return new($"u{slot}", "0", Index.Over(side, Window.Width * geometry.Depth));
        yield return new($"within{slot}", "0", I($"{side} - (u{slot} * {Window.Width * geometry.Depth})"));
        yield return new($"v{slot}", "0", Index.Over($"within{slot}", geometry.Depth));
        yield return new($"down{slot}", Nowhere, I($"{side} < {geometry.Reduction} ? {IndexText.Less($"u{slot}", Window.DilationY, Window.PadTop)} : {Nowhere}"));
        yield return new($"right{slot}", "0", IndexText.Less($"v{slot}", Window.DilationX, Window.PadLeft));
        yield return new($"from{slot}", "0", I($"(((down{slot} * {geometry.Input.Width}) + right{slot}) * {geometry.Input.Channels}) + within{slot} - (v{slot} * {geometry.Depth}){Group(geometry, geometry.Depth)}"));
        if (withOnes)
            yield return new($"ones{slot}", "0", I($"{side} == {geometry.Reduction} ? 1 : 0"));
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string depth)
    {
        int channels = geometry.Input.Channels, row = geometry.Input.Width * channels;
        w.Line($"int n{slot} = {Index.Over(depth, geometry.Output.Pixels)}, line{slot} = {Index.Over(depth, geometry.Output.Width)};");
        w.Line($"int y{slot} = (line{slot} - (n{slot} * {geometry.Output.Height})) * {Window.StrideY}, x{slot} = ({depth} - (line{slot} * {geometry.Output.Width})) * {Window.StrideX};");
        string[] inside = Window.HasPad ? Inside(geometry.Input, $"(y{slot} + down{slot})", $"(x{slot} + right{slot})") : [$"(down{slot} >= 0)"];
        return (inside, I($"from{slot} + (n{slot} * {geometry.Input.Height * row}) + (y{slot} * {row}) + (x{slot} * {channels})"));
    }

    public override string Otherwise(string slot) => withOnes ? $"ones{slot}" : "0";
}

/// <summary>The gradients that reach an input: along the side the inputs, in depth taps and filters.</summary>
internal sealed class ReachingOperand(GpuKernelText text, ConvGeometry geometry, Value gradient)
    : ProductOperand(text, gradient, true, geometry.GroupFilters % 4 == 0)
{
    public override IEnumerable<Pinned> Fixed(string slot, string side)
    {
        Shape input = geometry.Input;
        yield return new($"n{slot}", "0", Index.Over(side, input.Pixels));
        yield return new($"line{slot}", "0", Index.Over(side, input.Width));
        yield return new($"y{slot}", Nowhere, I($"line{slot} - (n{slot} * {input.Height}) + {geometry.Window.PadTop}"));
        yield return new($"x{slot}", "0", I($"{side} - (line{slot} * {input.Width}) + {geometry.Window.PadLeft}"));
        yield return new($"from{slot}", "0", I($"(n{slot} * {geometry.Output.Count}){Group(geometry, geometry.GroupFilters)}"));
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string depth)
    {
        Window window = geometry.Window;
        Shape output = geometry.Output;
        w.Line($"int tap{slot} = {Index.Over(depth, geometry.GroupFilters)}, f{slot} = {depth} - (tap{slot} * {geometry.GroupFilters}), u{slot} = {Index.Over($"tap{slot}", window.Width)};");
        w.Line($"int down{slot} = y{slot} - {IndexText.Times($"u{slot}", window.DilationY)}, right{slot} = x{slot} - ((tap{slot} - (u{slot} * {window.Width})) * {window.DilationX});");
        w.Line($"int i{slot} = {Index.Over($"down{slot}", window.StrideY)}, j{slot} = {Index.Over($"right{slot}", window.StrideX)};");
        List<string> inside = [$"(down{slot} >= 0)", $"(right{slot} >= 0)", I($"(i{slot} < {output.Height})"), I($"(j{slot} < {output.Width})")];
        if (window.StrideY > 1)
            inside.Add(I($"(i{slot} * {window.StrideY} == down{slot})"));

        if (window.StrideX > 1)
            inside.Add(I($"(j{slot} * {window.StrideX} == right{slot})"));

        return (inside, I($"from{slot} + (((i{slot} * {output.Width}) + j{slot}) * {geometry.Filters}) + f{slot}"));
    }
}

/// <summary>Rows of numbers one after the other: gradients by filter, or weights.</summary>
/// <param name="text">The kernel.</param>
/// <param name="geometry">The sizes.</param>
/// <param name="array">The numbers, filters innermost.</param>
/// <param name="filtersInDepth">Whether the depth runs through the filters and the side through the rows, or the other way.</param>
internal sealed class RowsOperand(GpuKernelText text, ConvGeometry geometry, Value array, bool filtersInDepth)
    : ProductOperand(text, array, filtersInDepth, geometry.GroupFilters % 4 == 0)
{
    public override IEnumerable<Pinned> Fixed(string slot, string side)
    {
        yield return new($"from{slot}", "-1", $"{(AlongDepth ? IndexText.Times(side, geometry.Filters) : side)}{Group(geometry, geometry.GroupFilters)}");
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string depth) =>
        ([$"(from{slot} >= 0)"], $"from{slot} + {(AlongDepth ? depth : IndexText.Times(depth, geometry.Filters))}");
}

/// <summary>The weights as the gradient by the input gathers them: along the side the channels, in depth taps and filters.</summary>
internal sealed class TransposedOperand(GpuKernelText text, ConvGeometry geometry, Value weights)
    : ProductOperand(text, weights, true, geometry.GroupFilters % 4 == 0)
{
    public override IEnumerable<Pinned> Fixed(string slot, string side)
    {
        yield return new($"from{slot}", "-1", $"{IndexText.Times(side, geometry.Filters)}{Group(geometry, geometry.GroupFilters)}");
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string depth)
    {
        w.Line($"int tap{slot} = {Index.Over(depth, geometry.GroupFilters)};");
        return ([$"(from{slot} >= 0)"], I($"from{slot} + {depth} + (tap{slot} * {(geometry.Depth * geometry.Filters) - geometry.GroupFilters})"));
    }
}
