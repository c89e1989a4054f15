using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>Probabilities of every pixel's channels.</summary>
internal sealed record SoftmaxForward(Node Node, Value Input, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, k) = exp({Short(Input)}(i, j, k) - max) / Σ(c) exp({Short(Input)}(i, j, c) - max)";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>The gradient of probabilities by scores.</summary>
internal sealed record SoftmaxBackward(Node Node, Value Gradient, Value Probabilities, Value Output) : Step(Node)
{
    public override string Formula =>
        $"{Short(Output)}(i, j, k) = {Short(Probabilities)}(i, j, k) · ({Short(Gradient)}(i, j, k) - Σ(c) {Short(Gradient)}(i, j, c) · {Short(Probabilities)}(i, j, c))";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient, Probabilities];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Probabilities = other(Probabilities), Output = other(Output) };
}

/// <summary>Local response normalisation.</summary>
internal sealed record LrnForward(Node Node, Lrn Layer, Value Input, Value Output) : Step(Node)
{
    public override string Formula => FormattableString.Invariant(
        $"{Short(Output)}(i, j, k) = {Short(Input)}(i, j, k) · L(i, j, k)^-{Layer.Beta}, L(i, j, k) = {Layer.Kappa} + {Layer.Alpha} · Σ(t in window of k) {Short(Input)}(i, j, t)²");

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>Its gradient.</summary>
internal sealed record LrnBackward(Node Node, Lrn Layer, Value Gradient, Value Input, Value Output) : Step(Node)
{
    public override string Formula => FormattableString.Invariant(
        $"{Short(Output)}(i, j, k) = {Short(Gradient)}(i, j, k) · L(k)^-{Layer.Beta} - {2 * Layer.Alpha * Layer.Beta} · {Short(Input)}(i, j, k) · Σ(t with k in window of t) {Short(Gradient)}(i, j, t) · {Short(Input)}(i, j, t) · L(t)^-{Layer.Beta + 1}");

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient, Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Input = other(Input), Output = other(Output) };
}
