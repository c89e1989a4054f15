using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A factor and an offset a channel, learned; or those that other layers compute.</summary>
internal sealed record Scale(bool Bias, bool Frozen, int Listed) : Layer
{
    public override string Kind => "scale";

    public override string PropertyType => ListsInputs ? "Layer" : "ScaleLayer";

    public override bool ListsInputs => Listed > 0;

    public override (int Least, int Most) Listable => (2, 3);

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => CheckBroadcasts("scales", inputs);

    /// <summary>What keeps maps from serving all rows, columns or channels of the first; null if nothing does.</summary>
    public static Mismatch? CheckBroadcasts(string verb, IReadOnlyList<Node> inputs) =>
        inputs.FirstOrDefault(input => !input.Shape.Broadcasts(inputs[0].Shape)) is { } other
            ? new Mismatch(
                "KILN0309", null, verb, inputs[0].Identifier, inputs[0].Shape.ToString(), other.Identifier, other.Shape.ToString(), "of one shape, or others of one row, column or channel")
            : null;

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input)
    {
        if (ListsInputs)
            yield break;

        ParameterUpdate update = Frozen ? ParameterUpdate.Fixed : ParameterUpdate.Gradient;
        yield return new(name, "Scale", [("channels", input.Channels)], 0, 1, update);
        if (Bias)
            yield return new(name, "Shift", [("channels", input.Channels)], 0, 0, update);
    }

    public override string Summary(Shape input) => Listed switch
    {
        0 => "scale",
        2 => "scaled",
        _ => "scaled and shifted",
    };
}
