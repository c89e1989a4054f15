using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>One expression for every element of a map.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Expression">What an element becomes.</param>
/// <param name="Operands">Maps of the output's shape, or one number per channel.</param>
/// <param name="Output">The map it computes.</param>
/// <param name="Suffix">Forward, Backward, Sum.</param>
internal sealed record MapStep(Node Node, Expression Expression, IReadOnlyList<Value> Operands, Value Output, string Suffix) : Step(Node)
{
    public override IReadOnlyList<Value> Reads => Operands;

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Operands = Each(Operands, other), Output = other(Output) };

    public override string Suffix { get; } = Suffix;

    public override string Formula => $"{Short(Output)} = {Expressions.Formula.Of(Expression, [.. Operands.Select(Short)], Short(Output))}";
}
