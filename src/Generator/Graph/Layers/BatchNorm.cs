using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Every channel with mean 0 and deviation 1, then scaled and shifted.</summary>
internal sealed record BatchNorm(double Epsilon, double Rate, bool Frozen, bool FixedMoments) : Layer
{
    public override string Kind => "batchnorm";

    public override string PropertyType => "BatchNormLayer";

    /// <summary>Whether training normalises by the kept moments, as inference does.</summary>
    public bool UsesKept => Frozen || FixedMoments;

    public override IEnumerable<ParameterArray> Parameters(string name, Shape input)
    {
        ParameterUpdate update = Frozen ? ParameterUpdate.Fixed : ParameterUpdate.Gradient, kept = UsesKept ? ParameterUpdate.Fixed : ParameterUpdate.Average;
        (string, int)[] axes = [("channels", input.Channels)];
        yield return new(name, "Scale", axes, 0, 1, update);
        yield return new(name, "Shift", axes, 0, 0, update);
        yield return new(name, "Mean", axes, 0, 0, kept, Rate, 0);
        yield return new(name, "Variance", axes, 0, 1, kept, Rate, 0);
    }

    public override Layer WithArraysOf(Layer owner) => owner is BatchNorm norm ? this with { Rate = norm.Rate, Frozen = norm.Frozen, FixedMoments = norm.FixedMoments } : this;

    public override IEnumerable<(string Name, double Value)> Options => [("Epsilon", Epsilon), ("Rate", Rate), ("Frozen", Frozen ? 1 : 0), .. FixedMoments ? new[] { ("FixedMoments", 1.0) } : []];

    public override string Summary(Shape input) => Frozen ? "batch norm, frozen" : FixedMoments ? "batch norm, moments fixed" : "batch norm";
}
