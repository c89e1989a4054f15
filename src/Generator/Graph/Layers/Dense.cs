using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A fully connected layer, until the map it reads is known: then it is a convolution with filters of that extent.</summary>
internal sealed record Dense(int Filters, bool Bias, FilterTraining Training) : Layer
{
    public override string Kind => "dense";

    public override string PropertyType => "ConvLayer";

    public override Layer On(IReadOnlyList<Shape> inputs) =>
        new Conv(new Window(inputs[0].Height, inputs[0].Width, 1, 1, 0, 0, 0, 0), Filters, Bias, 1, Training) { IsDense = true };

    public override int Channels(IReadOnlyList<Shape> inputs) => Filters;

    public override string Summary(Shape input) => FormattableString.Invariant($"dense {Filters}");
}
