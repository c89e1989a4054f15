using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>One computation, with its operands by name.</summary>
/// <param name="Node">The layer that it serves.</param>
internal abstract record Step(Node Node)
{
    /// <summary>What it must have.</summary>
    public abstract IReadOnlyList<Value> Reads { get; }

    /// <summary>What it computes; no other step does.</summary>
    public abstract IReadOnlyList<Value> Writes { get; }

    /// <summary>What it computes, as plain loops would: <c>y(i, j, k)</c> is row i, column j, channel k of a map.</summary>
    public abstract string Formula { get; }

    /// <summary>The end of the name of a kernel whose main step this is.</summary>
    public abstract string Suffix { get; }

    /// <summary>The same computation of other values.</summary>
    /// <param name="other">What stands in place of each value.</param>
    public abstract Step Of(Func<Value, Value> other);

    public virtual bool Equals(Step? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>Those values that there are.</summary>
    protected static IReadOnlyList<Value> Present(params Value?[] values) => [.. values.OfType<Value>()];

    /// <summary>What stands in place of some values, in their order.</summary>
    protected static IReadOnlyList<Value> Each(IReadOnlyList<Value> values, Func<Value, Value> other) => [.. values.Select(other)];

    /// <inheritdoc cref="Each(IReadOnlyList{Value}, Func{Value, Value})"/>
    protected static IReadOnlyList<(Value Output, Expression Expression)> Each(IReadOnlyList<(Value Output, Expression Expression)> results, Func<Value, Value> other) =>
        [.. results.Select(result => (other(result.Output), result.Expression))];

    /// <summary>What stands in place of a value, if there is one.</summary>
    protected static Value? Maybe(Value? value, Func<Value, Value> other) => value is null ? null : other(value);

    /// <summary>A value's name in a formula; gradients are differentials, and what an average moves towards is that of the batch.</summary>
    protected static string Short(Value value) =>
        value.Role.StartsWith("Gradient", StringComparison.Ordinal) ? $"d{value.Node.Name}{value.Role.Substring("Gradient".Length)}"
        : value.IsOutput ? value.Node.Name
        : value.Extent != Extent.ParameterGradient ? value.Name.Replace(".", "")
        : value.Array!.Update == ParameterUpdate.Average ? $"{value.Array.Layer}Batch{value.Array.Role}" : $"d{value.Array.Layer}{value.Array.Role}";
}
