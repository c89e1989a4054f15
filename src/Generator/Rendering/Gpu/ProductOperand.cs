using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>One operand of a product: which number stands at a place along its side and a depth.</summary>
/// <param name="text">The kernel.</param>
/// <param name="array">Where its numbers lie.</param>
/// <param name="alongDepth">Whether neighbours in memory are neighbours in depth, or else along the side.</param>
/// <param name="inFours">Whether four of them lie together on a multiple of 16 bytes, with nothing between.</param>
internal abstract class ProductOperand(GpuKernelText text, Value array, bool alongDepth, bool inFours)
{
    public Value Value => array;

    public bool AlongDepth => alongDepth;

    public bool InFours => inFours;

    protected GpuKernelText Text => text;

    /// <summary>The array.</summary>
    public string Array => text.Array(array);

    /// <summary>Declares what follows from the place along the side alone.</summary>
    /// <param name="w">Where it goes.</param>
    /// <param name="slot">The end of the names.</param>
    /// <param name="side">The place along the side.</param>
    public virtual void Fix(SourceWriter w, string slot, string side)
    {
    }

    /// <summary>Declares what follows from the depth, and says when there is a number and where.</summary>
    /// <param name="w">Where it goes.</param>
    /// <param name="slot">The end of the names.</param>
    /// <param name="side">The place along the side.</param>
    /// <param name="depth">The depth.</param>
    public abstract (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string side, string depth);

    /// <summary>What stands where there is no number in the array, as a condition and a number; null for 0 everywhere.</summary>
    public virtual (string Condition, string Number)? Otherwise(string slot, string side) => null;

    protected static string I(FormattableString value) => FormattableString.Invariant(value);

    /// <summary>The start of a group's channels; nothing where there is one group.</summary>
    protected static string Group(ConvGeometry geometry, int channels) => geometry.Groups == 1 ? "" : I($" + (group * {channels})");
}

/// <summary>The windows of an input map: along the side the positions of the output, in depth the taps.</summary>
internal sealed class WindowsOperand(GpuKernelText text, ConvGeometry geometry, Value input, MaxPoolForward? pool)
    : ProductOperand(text, input, true, geometry.Depth % 4 == 0 && geometry.Input.Channels % 4 == 0)
{
    public override void Fix(SourceWriter w, string slot, string side)
    {
        Window window = geometry.Window;
        Position(w, geometry, pool, slot, side);
        w.Line($"int top{slot} = (y{slot} * {window.StrideY}) - {window.PadTop}, left{slot} = (x{slot} * {window.StrideX}) - {window.PadLeft};");
    }

    /// <summary>Declares image, row and column of a position: in the order of the output, or window by window of a pool and down the columns of each.</summary>
    public static void Position(SourceWriter w, ConvGeometry geometry, MaxPoolForward? pool, string slot, string side)
    {
        if (pool is null)
        {
            w.Line($"int n{slot} = {side} / {geometry.Output.Pixels}, y{slot} = {side} / {geometry.Output.Width} % {geometry.Output.Height}, x{slot} = {side} % {geometry.Output.Width};");
            return;
        }

        Shape cells = pool.Output.Shape;
        Window window = pool.Window;
        w.Line($"int cell{slot} = {side} / {window.Positions}, n{slot} = cell{slot} / {cells.Pixels};");
        w.Line($"int y{slot} = (cell{slot} / {cells.Width} % {cells.Height} * {window.StrideY}) + ({side} % {window.Height}), x{slot} = (cell{slot} % {cells.Width} * {window.StrideX}) + ({side} / {window.Height} % {window.Width});");
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string side, string depth)
    {
        Window window = geometry.Window;
        string tap = window.Positions == 1 ? "" : I($"int u{slot} = {depth} / {window.Width * geometry.Depth}, v{slot} = {depth} / {geometry.Depth} % {window.Width}, c{slot} = {depth} % {geometry.Depth};");
        if (tap.Length > 0)
            w.Line(tap);

        string row = window.Positions == 1 ? $"top{slot}" : I($"(top{slot} + (u{slot} * {window.DilationY}))"), column = window.Positions == 1 ? $"left{slot}" : I($"(left{slot} + (v{slot} * {window.DilationX}))");
        string[] inside = window.HasPad
            ? [I($"{row} >= 0"), I($"{row} < {geometry.Input.Height}"), I($"{column} >= 0"), I($"{column} < {geometry.Input.Width}")]
            : [];
        string channel = window.Positions == 1 ? depth : $"c{slot}";
        return (inside, I($"(((((n{slot} * {geometry.Input.Height}) + {row}) * {geometry.Input.Width}) + {column}) * {geometry.Input.Channels}) + {channel}{Group(geometry, geometry.Depth)}"));
    }
}

/// <summary>The same windows with the taps along the side and the positions in depth; perhaps a further row of ones, whose products are sums.</summary>
internal sealed class TapsOperand(GpuKernelText text, ConvGeometry geometry, Value input, bool withOnes)
    : ProductOperand(text, input, false, geometry.Depth % 4 == 0 && geometry.Input.Channels % 4 == 0)
{
    public override void Fix(SourceWriter w, string slot, string side)
    {
        Window window = geometry.Window;
        w.Line($"int u{slot} = {side} / {window.Width * geometry.Depth}, v{slot} = {side} / {geometry.Depth} % {window.Width}, c{slot} = {side} % {geometry.Depth};");
        w.Line($"int down{slot} = (u{slot} * {window.DilationY}) - {window.PadTop}, right{slot} = (v{slot} * {window.DilationX}) - {window.PadLeft};");
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string side, string depth)
    {
        Window window = geometry.Window;
        w.Line($"int n{slot} = {depth} / {geometry.Output.Pixels}, row{slot} = ({depth} / {geometry.Output.Width} % {geometry.Output.Height} * {window.StrideY}) + down{slot}, column{slot} = ({depth} % {geometry.Output.Width} * {window.StrideX}) + right{slot};");
        string[] inside = window.HasPad
            ? [$"row{slot} >= 0", I($"row{slot} < {geometry.Input.Height}"), $"column{slot} >= 0", I($"column{slot} < {geometry.Input.Width}")]
            : [];
        return (
            [I($"{side} < {geometry.Reduction}"), .. inside],
            I($"(((((n{slot} * {geometry.Input.Height}) + row{slot}) * {geometry.Input.Width}) + column{slot}) * {geometry.Input.Channels}) + c{slot}{Group(geometry, geometry.Depth)}"));
    }

    public override (string Condition, string Number)? Otherwise(string slot, string side) => withOnes ? (I($"{side} == {geometry.Reduction}"), "1") : null;
}

/// <summary>The gradients that reach an input: along the side the inputs, in depth taps and filters.</summary>
internal sealed class ReachingOperand(GpuKernelText text, ConvGeometry geometry, Value gradient)
    : ProductOperand(text, gradient, true, geometry.GroupFilters % 4 == 0)
{
    public override void Fix(SourceWriter w, string slot, string side)
    {
        Shape input = geometry.Input;
        w.Line($"int n{slot} = {side} / {input.Pixels}, y{slot} = ({side} / {input.Width} % {input.Height}) + {geometry.Window.PadTop}, x{slot} = ({side} % {input.Width}) + {geometry.Window.PadLeft};");
    }

    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string side, string depth)
    {
        Window window = geometry.Window;
        Shape output = geometry.Output;
        w.Line($"int tap{slot} = {depth} / {geometry.GroupFilters}, f{slot} = {depth} % {geometry.GroupFilters};");
        w.Line($"int down{slot} = y{slot} - (tap{slot} / {window.Width} * {window.DilationY}), right{slot} = x{slot} - (tap{slot} % {window.Width} * {window.DilationX});");
        w.Line($"int i{slot} = down{slot} / {window.StrideY}, j{slot} = right{slot} / {window.StrideX};");
        List<string> inside = [$"down{slot} >= 0", $"right{slot} >= 0", I($"i{slot} < {output.Height}"), I($"j{slot} < {output.Width}")];
        if (window.StrideY > 1)
            inside.Add(I($"down{slot} % {window.StrideY} == 0"));

        if (window.StrideX > 1)
            inside.Add(I($"right{slot} % {window.StrideX} == 0"));

        return (inside, I($"(((((n{slot} * {output.Height}) + i{slot}) * {output.Width}) + j{slot}) * {geometry.Filters}) + f{slot}{Group(geometry, geometry.GroupFilters)}"));
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
    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string side, string depth)
    {
        (string row, string filter) = AlongDepth ? (side, depth) : (depth, side);
        return ([], I($"({row} * {geometry.Filters}) + {filter}{Group(geometry, geometry.GroupFilters)}"));
    }
}

/// <summary>The weights as the gradient by the input gathers them: along the side the channels, in depth taps and filters.</summary>
internal sealed class TransposedOperand(GpuKernelText text, ConvGeometry geometry, Value weights)
    : ProductOperand(text, weights, true, geometry.GroupFilters % 4 == 0)
{
    public override (IReadOnlyList<string> Conditions, string Index) Find(SourceWriter w, string slot, string side, string depth) =>
        ([], I($"(((({depth} / {geometry.GroupFilters} * {geometry.Depth}) + {side}) * {geometry.Filters}) + ({depth} % {geometry.GroupFilters})){Group(geometry, geometry.GroupFilters)}"));
}
