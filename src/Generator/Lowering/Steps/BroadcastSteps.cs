using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>One expression for every element of a map, of operands that may have one row, column or channel for all of the map's.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Expression">What an element becomes.</param>
/// <param name="Operands">Maps, or arrays that serve all images.</param>
/// <param name="Output">The map it computes.</param>
/// <param name="Suffix">The end of the kernel's name.</param>
internal sealed record BroadcastStep(Node Node, Expression Expression, IReadOnlyList<Value> Operands, Value Output, string Suffix) : Step(Node)
{
    public override IReadOnlyList<Value> Reads => Operands;

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Operands = Each(Operands, other), Output = other(Output) };

    public override string Suffix { get; } = Suffix;

    public override string Formula => $"{Short(Output)}(n, i, j, k) = {Expressions.Formula.Of(Expression, [.. Operands.Select(operand => Short(operand) + At(operand))], Short(Output))}";

    /// <summary>Where an operand is read: only the axes along which it has several elements.</summary>
    public static string At(Value value)
    {
        IEnumerable<string> places = new[] { (value.IsMap, "n"), (value.Shape.Height > 1, "i"), (value.Shape.Width > 1, "j"), (value.Shape.Channels > 1, "k") }
            .Where(axis => axis.Item1).Select(axis => axis.Item2);
        return $"({string.Join(", ", places)})";
    }
}

/// <summary>Sums along some axes, and an expression of each sum.</summary>
/// <remarks>Every sum is taken in one order whatever the threads: along channels in lanes of a fixed number, which are combined at the end.</remarks>
/// <param name="Node">The layer.</param>
/// <param name="Axes">What the sums run over.</param>
/// <param name="Term">What is summed, an expression of the operands.</param>
/// <param name="Operands">Maps or arrays, each with the extents of the whole or with one row, column or channel.</param>
/// <param name="Result">What becomes of a sum, operand 0; the others follow it.</param>
/// <param name="Others">Values with the extents of the output.</param>
/// <param name="Output">A map with one element along the axes; where images are summed, an array that serves all of them.</param>
/// <param name="Suffix">The end of the kernel's name.</param>
internal sealed record Reduction(
    Node Node, Axes Axes, Expression Term, IReadOnlyList<Value> Operands, Expression Result, IReadOnlyList<Value> Others, Value Output, string Suffix) : Step(Node)
{
    public override IReadOnlyList<Value> Reads => [.. Operands, .. Others];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Operands = Each(Operands, other), Others = Each(Others, other), Output = other(Output) };

    public override string Suffix { get; } = Suffix;

    /// <summary>Whether all images of a call are summed.</summary>
    public bool OverImages => Axes.HasFlag(Axes.Images);

    /// <summary>The extents over which the loops run: those of the largest operand along each axis.</summary>
    public Shape Whole => new(Operands.Max(operand => operand.Shape.Height), Operands.Max(operand => operand.Shape.Width), Operands.Max(operand => operand.Shape.Channels));

    public override string Formula
    {
        get
        {
            string term = Expressions.Formula.Of(Term, [.. Operands.Select(operand => Short(operand) + BroadcastStep.At(operand))], "");
            string result = Expressions.Formula.Of(Result, ["s", .. Others.Select(other => Short(other) + BroadcastStep.At(other))], "");
            string sum = $"Σ({Axes.InWords()}) {term}";
            return Result is Operand ? $"{Short(Output)} = {sum}" : $"s = {sum}; {Short(Output)} = {result}";
        }
    }
}
