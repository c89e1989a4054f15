using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering;

/// <summary>When a kernel runs.</summary>
internal enum Pass
{
    /// <summary>When parameters have changed, before the next run.</summary>
    Parameters,

    /// <summary>In the forward run; of a network with two modes, in that of training.</summary>
    Forward,

    /// <summary>In the backward run.</summary>
    Backward,

    /// <summary>In the backward run, but only where the caller asks for the gradient of the image.</summary>
    BackwardOnRequest,

    /// <summary>In the forward run of inference, where that differs from training's.</summary>
    Inference,
}

/// <summary>One emitted method: steps that are computed together, so that what passes between them need not be stored.</summary>
/// <param name="Pass">When it runs.</param>
/// <param name="Main">The step that decides how the work is laid out.</param>
internal sealed record Kernel(Pass Pass, Step Main)
{
    /// <summary>What is done to an operand of the main step while it is read: the gradient of a pool, routed to its winners.</summary>
    public Step? Prologue { get; init; }

    /// <summary>What is done to each result of the main step while it is in registers, in order.</summary>
    public IReadOnlyList<Step> Epilogue { get; init; } = [];

    /// <summary>What takes whole rows of results while they are in cache, the loss; or a join of maps that are where it wants them, which is nothing but a name.</summary>
    public Step? Tail { get; init; }

    /// <summary>A layer that became part of the main step's parameters.</summary>
    public Node? Folded { get; init; }

    /// <summary>The forward kernel that it runs once more, in the backward run; null for another.</summary>
    public Kernel? First { get; private init; }

    /// <summary>All steps in the order of computation.</summary>
    public IEnumerable<Step> Steps
    {
        get
        {
            if (Prologue is not null)
                yield return Prologue;

            yield return Main;
            foreach (Step step in Epilogue)
                yield return step;

            if (Tail is not null)
                yield return Tail;
        }
    }

    /// <summary>What exists in front of a pool, position by position of its window, and is never whole.</summary>
    public IEnumerable<Value> InRegisters => Find<MaxPoolForward>() is { } pool
        ? Main.Writes.Concat(Epilogue.TakeWhile(step => step != pool).SelectMany(step => step.Writes))
        : [];

    /// <summary>The last value that its registers hold.</summary>
    public Value Result => Epilogue.Count > 0 ? Epilogue[Epilogue.Count - 1].Writes[0] : Main.Writes[0];

    /// <summary>What it needs from other kernels, each once.</summary>
    public IEnumerable<Value> Reads
    {
        get
        {
            HashSet<Value> seen = [.. Steps.SelectMany(step => step.Writes)];
            return Steps.SelectMany(step => step.Reads).Where(seen.Add).ToArray();
        }
    }

    /// <summary>All that its steps compute, stored or not.</summary>
    public IEnumerable<Value> Writes => Steps.SelectMany(step => step.Writes);

    /// <summary>What it reads and writes in memory, each once.</summary>
    public IEnumerable<Value> Touches => Tail is Join ? (this with { Tail = null }).Touches : Reads.Concat(Writes).Distinct();

    /// <summary>The layers it computes and the main step: <c>Conv1_Pool1_Forward</c>. It is made unique where kernels are numbered.</summary>
    public string PlainName => string.Join("_", Layers.Select(node => node.Code)) + "_" + Main.Suffix + (Pass == Pass.Inference ? "Inference" : First is not null ? "Again" : "");

    /// <summary>The layers it computes, in their order.</summary>
    public IEnumerable<Node> Layers => Steps.Select(step => step.Node).Concat(Folded is null ? [] : new[] { Folded }).Distinct().OrderBy(node => node.Index);

    /// <summary>The epilogue's step of some kind; null if there is none.</summary>
    public TStep? Find<TStep>()
        where TStep : Step => Epilogue.OfType<TStep>().FirstOrDefault();

    /// <summary>The same computation of other values.</summary>
    /// <param name="other">What stands in place of each value.</param>
    public Kernel Of(Func<Value, Value> other) => this with
    {
        Prologue = Prologue?.Of(other),
        Main = Main.Of(other),
        Epilogue = [.. Epilogue.Select(step => step.Of(other))],
        Tail = Tail?.Of(other),
    };

    /// <summary>The kernel once more, in the backward run.</summary>
    /// <param name="other">What stands in place of each value.</param>
    public Kernel Again(Func<Value, Value> other) => Of(other) with { Pass = Pass.Backward, First = this };

    public bool Equals(Kernel? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{PlainName}: {string.Join(", ", Reads)} -> {string.Join(", ", Writes)}";
}
