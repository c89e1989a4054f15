using System;
using System.Collections.Generic;
using Kiln.Generator.Declaration;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Samples of a map at the points of a grid.</summary>
internal sealed record BilinearSampler : Layer
{
    public override string Kind => "bilinearsampler";

    public override bool ListsInputs => true;

    public override (int Least, int Most) Listable => (2, 2);

    public override bool NeedsExtents => true;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => inputs[1].Shape.Channels == 2 ? null
        : new Mismatch("KILN0316", LayerDeclaration.InputArgument(1), inputs[1].Identifier, inputs[1].Shape.ToString(), "BilinearSampler", "a grid of 2 channels");

    public override (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs) => (inputs[1].Height, inputs[1].Width, inputs[0].Channels);

    public override string Summary(Shape input) => FormattableString.Invariant($"bilinear samples of {input.Extents}");
}
