namespace Kiln.Networks.Tests.Reference;

/// <summary>A forward run.</summary>
/// <param name="Steps">The input and every layer but the losses.</param>
/// <param name="Scores">The map that the main loss reads, or the last.</param>
/// <param name="Training">Whether moments were those of the batch, and values were dropped.</param>
internal sealed record ReferenceRun(IReadOnlyList<ReferenceStep> Steps, ReferenceMap Scores, bool Training)
{
    /// <summary>Whether no maximum or rectification hangs on rounding, so that gradients can be compared.</summary>
    public bool Decided => Steps.All(step => step.Undecided.Count == 0);

    public ReferenceStep this[string layer] => Steps.Single(step => step.Layer.Name == layer);

    /// <summary>Whether another run took the same side of every maximum and rectification: then the loss is smooth between them.</summary>
    public bool DecidesAs(ReferenceRun other) => Steps.Zip(other.Steps).All(pair => pair.First.Branches.AsSpan().SequenceEqual(pair.Second.Branches));
}

/// <summary>Loss and gradients of a run.</summary>
/// <param name="Loss">The losses together.</param>
/// <param name="Parameters">The gradient of every parameter array, by name.</param>
/// <param name="Image">The gradient of the images.</param>
/// <param name="Maps">The gradients by the outputs of all layers on which a loss depends.</param>
internal sealed record ReferenceGradients(
    ReferenceLoss Loss, IReadOnlyDictionary<string, ReferenceSum> Parameters, ReferenceMap Image, IReadOnlyDictionary<string, ReferenceMap> Maps);
