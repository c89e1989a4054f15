namespace Kiln.Networks.Tests.Reference;

/// <summary>One layer of a forward run.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Output">Its output.</param>
/// <param name="Winners">For a pool, the index of every window's winner in its input.</param>
internal sealed record ReferenceStep(LayerDescription Layer, ReferenceMap Output, int[] Winners);

/// <summary>A forward run.</summary>
/// <param name="Steps">The input and every layer but the loss.</param>
/// <param name="Decided">Whether no maximum and no rectification hangs on rounding, so that gradients can be compared.</param>
internal sealed record ReferenceRun(IReadOnlyList<ReferenceStep> Steps, bool Decided)
{
    public ReferenceMap Scores => Steps[^1].Output;

    /// <summary>Whether another run took the same side of every maximum and rectification: then the loss is smooth between them.</summary>
    public bool DecidesAs(ReferenceRun other) => Steps.Zip(other.Steps).All(pair =>
        pair.First.Winners.AsSpan().SequenceEqual(pair.Second.Winners)
        && (pair.First.Layer.Kind != "relu"
            || pair.First.Output.Values.Zip(pair.Second.Output.Values).All(values => values.First > 0 == values.Second > 0)));
}

/// <summary>Loss and gradients of a run.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Parameters">The gradient of every parameter array, by name.</param>
/// <param name="Image">The gradient of the images.</param>
internal sealed record ReferenceGradients(ReferenceLoss Loss, IReadOnlyDictionary<string, ReferenceSum> Parameters, ReferenceMap Image);
