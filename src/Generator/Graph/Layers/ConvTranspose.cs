using System;
using System.Collections.Generic;
using System.Globalization;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A bank of filters that spreads every pixel over a window. Its window slides over the map it makes.</summary>
internal sealed record ConvTranspose(Window Extent, int Filters, bool Bias, int Groups, FilterTraining Training) : Layer
{
    public override string Kind => "convtranspose";

    public override string PropertyType => "ConvLayer";

    public override Window Window => Extent with { Transposed = true };

    /// <summary>Memory of the threads' own, in which windows overlap, has the extents of the map it makes.</summary>
    public override bool NeedsExtents => true;

    public override int Channels(IReadOnlyList<Shape> inputs) => Filters;

    public override Mismatch? Check(IReadOnlyList<Node> inputs)
    {
        if (Conv.CheckGroups(Groups, Filters, inputs[0]) is { } mismatch)
            return mismatch;

        foreach ((ExtentRule rule, int extent, string what) in new[] { (Window.Vertical, inputs[0].Shape.Height, "rows"), (Window.Horizontal, inputs[0].Shape.Width, "columns") })
        {
            if (rule.Output(extent) < 1)
            {
                string made = $"its map of {(rule.Output(extent) + rule.Pads).ToString(CultureInfo.InvariantCulture)} {what}";
                return new Mismatch("KILN0314", null, $"{rule.Pads.ToString(CultureInfo.InvariantCulture)} {what}", made, $"made of {inputs[0].Shape}");
            }
        }

        return null;
    }

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input) =>
        Conv.Arrays(
            name, Extent, [("output channels", Filters / Groups), ("input channels", input.Channels)], Conv.Fan(Extent, input.Channels / Groups), Conv.Fan(Extent, Filters / Groups), Bias ? Filters : 0, Training);

    public override IEnumerable<(string Name, double Value)> Options => [("Groups", Groups)];

    public override string Summary(Shape input)
    {
        string groups = Groups == 1 ? "" : FormattableString.Invariant($", {Groups} groups");
        return FormattableString.Invariant($"transposed conv {Extent}×{Filters}{groups}");
    }
}
