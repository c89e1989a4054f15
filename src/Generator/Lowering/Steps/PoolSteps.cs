using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>The maximum of every window; where there is a backward pass, also which position won.</summary>
internal sealed record MaxPoolForward(Node Node, Window Window, Value Input, Value Output, Value? Winners) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, k) = max over the {Window} window of {Short(Input)}(·, ·, k)";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => Present(Output, Winners);

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output), Winners = Maybe(Winners, other) };
}

/// <summary>The gradient of a window goes to its winner.</summary>
internal sealed record MaxPoolBackward(Node Node, Window Window, Value Gradient, Value Winners, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(winner of (i, j, k)) += {Short(Gradient)}(i, j, k)";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient, Winners];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Winners = other(Winners), Output = other(Output) };
}

/// <summary>The mean of those pixels of every window that lie on the map.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Window">The window.</param>
/// <param name="Term">What of a pixel is averaged, of which the pixel is operand 0.</param>
/// <param name="Input">The map.</param>
/// <param name="Output">The means.</param>
internal sealed record AvgPoolForward(Node Node, Window Window, Expression Term, Value Input, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(i, j, k) = mean over the {Window} window of {Expressions.Formula.Of(Term, [$"{Short(Input)}(·, ·, k)"], "")}";

    public override string Suffix => "Forward";

    public override IReadOnlyList<Value> Reads => [Input];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Output = other(Output) };
}

/// <summary>The gradient of a window is shared out equally among its pixels.</summary>
internal sealed record AvgPoolBackward(Node Node, Window Window, Value Gradient, Value Output) : Step(Node)
{
    public override string Formula => $"{Short(Output)}(p, q, k) = Σ over the windows (i, j) with pixel (p, q) of {Short(Gradient)}(i, j, k) / pixels(i, j)";

    public override string Suffix => "Backward";

    public override IReadOnlyList<Value> Reads => [Gradient];

    public override IReadOnlyList<Value> Writes => [Output];

    public override Step Of(Func<Value, Value> other) => this with { Gradient = other(Gradient), Output = other(Output) };
}
