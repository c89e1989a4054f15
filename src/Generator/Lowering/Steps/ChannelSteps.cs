using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>Sums over images and pixels, for every channel and chunk of images.</summary>
/// <remarks>The chunks follow from the number of images and not from the threads, and are combined in order: bits do not depend on who summed which.</remarks>
/// <param name="Node">The layer.</param>
/// <param name="Terms">What is summed, one expression a sum.</param>
/// <param name="Operands">Maps of one shape, or one number per channel.</param>
/// <param name="Partial">The sums of each chunk.</param>
/// <param name="Suffix">The end of the kernel's name.</param>
internal sealed record ChannelSums(Node Node, IReadOnlyList<Expression> Terms, IReadOnlyList<Value> Operands, Value Partial, string Suffix) : Step(Node)
{
    public override string Suffix { get; } = Suffix;

    public override IReadOnlyList<Value> Reads => Operands;

    public override IReadOnlyList<Value> Writes => [Partial];

    public override Step Of(Func<Value, Value> other) => this with { Operands = Each(Operands, other), Partial = other(Partial) };

    public override string Formula => string.Join("; ", Terms.Select((term, index) =>
        $"s{index + 1}(chunk, k) = Σ(n of chunk, i, j) {Expressions.Formula.Of(term, [.. Operands.Select(Short)], "")}"));

    /// <summary>Whether it does nothing but sum a map.</summary>
    public bool IsPlain => Operands.Count == 1 && Terms is [Operand];

    /// <summary>The first operand that is a map.</summary>
    public Value Map => Operands.First(operand => operand.IsMap);
}

/// <summary>Mean and sum of squared deviations of every channel and chunk, by Welford's recurrence: a sum of squares would cancel.</summary>
internal sealed record ChannelMoments(Node Node, Value Input, Value Partial) : Step(Node)
{
    public override string Suffix => "Moments";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Partial];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Partial = other(Partial) };

    public override string Formula => $"s1(chunk, k) = mean(n of chunk, i, j) {Short(Input)}; s2(chunk, k) = Σ(n of chunk, i, j) ({Short(Input)} - s1(chunk, k))²";
}

/// <summary>Combines the chunks in order and makes of the sums, number by number, what others need.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Partial">The sums of each chunk.</param>
/// <param name="Sums">How many there are.</param>
/// <param name="AreMoments">Whether they are means and squared deviations, which combine by Chan's formula.</param>
/// <param name="Operands">Other numbers per channel; they follow the sums in the numbering of the expressions' operands.</param>
/// <param name="Results">What is computed: a number per channel each.</param>
/// <param name="Map">A map whose pixels and images were summed.</param>
/// <param name="Suffix">The end of the kernel's name.</param>
internal sealed record ChannelFinish(
    Node Node, Value Partial, int Sums, bool AreMoments, IReadOnlyList<Value> Operands, IReadOnlyList<(Value Output, Expression Expression)> Results, Value Map, string Suffix) : Step(Node)
{
    public override string Suffix { get; } = Suffix;

    public override IReadOnlyList<Value> Reads => [Partial, .. Operands];

    public override IReadOnlyList<Value> Writes => [.. Results.Select(result => result.Output)];

    public override Step Of(Func<Value, Value> other) => this with { Partial = other(Partial), Operands = Each(Operands, other), Results = Each(Results, other), Map = other(Map) };

    public override string Formula
    {
        get
        {
            string[] names = [.. Enumerable.Range(1, Sums).Select(sum => $"s{sum}"), .. Operands.Select(Short)];
            string combined = AreMoments
                ? "s1(k), s2(k) = those of all chunks together"
                : string.Join("; ", Enumerable.Range(1, Sums).Select(sum => $"s{sum}(k) = Σ(chunk) s{sum}(chunk, k)"));
            return $"{combined}; " + string.Join("; ", Results.Select(result => $"{Short(result.Output)} = {Expressions.Formula.Of(result.Expression, names, "")}"));
        }
    }
}

/// <summary>Numbers per channel made of other numbers per channel.</summary>
internal sealed record ChannelMap(Node Node, IReadOnlyList<Value> Operands, IReadOnlyList<(Value Output, Expression Expression)> Results, string Suffix) : Step(Node)
{
    public override string Suffix { get; } = Suffix;

    public override IReadOnlyList<Value> Reads => Operands;

    public override IReadOnlyList<Value> Writes => [.. Results.Select(result => result.Output)];

    public override Step Of(Func<Value, Value> other) => this with { Operands = Each(Operands, other), Results = Each(Results, other) };

    public override string Formula => string.Join("; ", Results.Select(result =>
        $"{Short(result.Output)} = {Expressions.Formula.Of(result.Expression, [.. Operands.Select(Short)], "")}"));
}
