using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering;

/// <summary>When a kernel runs.</summary>
internal enum Direction
{
    Forward,
    Backward,

    /// <summary>In the backward pass, but only where the caller asks for the gradient of the image.</summary>
    BackwardOnRequest,
}

/// <summary>One emitted method: steps that are computed together, so that what passes between them need not be stored.</summary>
/// <param name="Direction">When it runs.</param>
/// <param name="Steps">In the order of computation.</param>
internal sealed record Kernel(Direction Direction, IReadOnlyList<Step> Steps)
{
    /// <summary>The step that decides how the work is laid out: the one with the most arithmetic.</summary>
    public Step Main => Steps.FirstOrDefault(step => step is ConvStep) ?? Steps[0];

    /// <summary>What it needs from other kernels.</summary>
    public IEnumerable<Value> Reads =>
        Steps.SelectMany((step, index) => step.Reads.Where(value => !Steps.Take(index).Any(earlier => earlier.Writes.Contains(value)))).Distinct();

    /// <summary>All that its steps compute, stored or not.</summary>
    public IEnumerable<Value> Writes => Steps.SelectMany(step => step.Writes);

    /// <summary>The layers it computes, and the main step: <c>Conv1_Pool1_Forward</c>.</summary>
    public string Name => string.Join("_", Steps.Select(step => step.Node).Distinct().OrderBy(node => node.Index).Select(node => node.Name)) + "_" + (Find<MultiplyTiles>() is not null && Find<TransformInput>() is not null ? "Forward" : Main.Suffix);

    /// <summary>Whether a step of some kind is part of it.</summary>
    public TStep? Find<TStep>()
        where TStep : Step => Steps.OfType<TStep>().FirstOrDefault();

    public override string ToString() =>
        $"{Name}: {string.Join(", ", Reads)} -> {string.Join(", ", Writes)}";
}
