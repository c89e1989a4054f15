using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A factor and an offset a channel.</summary>
internal sealed record Scale(bool Bias, bool Frozen) : Layer
{
    public override string Kind => "scale";

    public override string PropertyType => "ScaleLayer";

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input)
    {
        ParameterUpdate update = Frozen ? ParameterUpdate.Fixed : ParameterUpdate.Gradient;
        yield return new(name, "Scale", [("channels", input.Channels)], 0, 1, update);
        if (Bias)
            yield return new(name, "Shift", [("channels", input.Channels)], 0, 0, update);
    }

    public override string Summary(Shape input) => "scale";
}
