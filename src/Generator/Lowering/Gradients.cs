using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Layers;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Lowering;

/// <summary>The reverse walk, last layer first. Every value is written once: where a map has several readers, each adds to what those after it gave, in the
/// order of the walk, and the last sum is the map's gradient.</summary>
/// <remarks>What serves only the gradient of the image runs on request: below the first layer that learns, nothing else is needed.</remarks>
internal sealed class Gradients(ProgramBuilder program)
{
    private readonly Dictionary<Node, Value> sums = [];
    private readonly Dictionary<Node, int> parts = [];
    private readonly HashSet<Node> learning = [];

    private NetworkGraph Graph => program.Graph;

    /// <summary>Whether a map's gradient is needed to train.</summary>
    public bool Learns(Node node) => learning.Contains(node);

    /// <summary>The gradient that a loss computes in the forward run.</summary>
    public Value OfScores(Node loss)
    {
        Node scores = loss.Inputs[0];
        bool only = Contributions(scores) == 1;
        return program.Of(scores, only ? "Gradient" : $"GradientOf{loss.Code}", scores.Shape);
    }

    /// <summary>The derivative by the scores that the caller gives; null where it gives none.</summary>
    public Value? Given => Graph.HasOwnLoss ? program.Of(Graph.Scores, "OwnGradient", Graph.Scores.Shape) : null;

    /// <summary>Adds all backward steps.</summary>
    /// <returns>The gradients of the inputs, as far as a loss depends on them, and of the layers whose are kept.</returns>
    public IReadOnlyDictionary<Node, Value> Run()
    {
        foreach (Node node in Graph.Nodes)
        {
            if (node.Learns || node.KeepGradient || node.Inputs.Any(learning.Contains))
                learning.Add(node);
        }

        foreach (Node node in Graph.Nodes.Reverse())
        {
            // A map that is computed after a pool has no gradient of its own: the pool hands its own to the map before it.
            if (!ReachesLoss(node) || program.IsPostponed(node))
                continue;

            if (node == Graph.Scores && Given is { } given)
                Add(node, given);

            if (node.Layer.TrainingOnly)
                Add(node.Inputs[0], OfScores(node));
            else if (!node.IsInput)
                LayerLowering.Of(node.Layer).Backward(node, sums[node], program);
        }

        return sums.Where(pair => pair.Key.IsInput || pair.Key.KeepGradient).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>Adds a step that serves the gradient of one of a layer's own arrays, if training changes it.</summary>
    public void ForParameter(Node node, string role, Action<Value> add)
    {
        if (node.Parameter(role) is not { Update: ParameterUpdate.Gradient })
            return;

        program.Pass = Pass.Backward;
        add(PartOf(node, role));
        Gather(node, role);
    }

    /// <summary>Where a layer's gradient of one of its arrays goes: where several layers have the array, its part of the sum.</summary>
    public Value PartOf(Node node, string role) => program.PartOf(node, Users(node, role), role);

    /// <summary>Adds up the parts once the last layer that has an array has computed its own.</summary>
    public void Gather(Node node, params string[] roles)
    {
        foreach (string role in roles)
        {
            // The walk is in reverse.
            if (Users(node, role) is var users && users[0] == node)
                program.Gather(node, users, role, share: 1);
        }
    }

    /// <summary>The layers that have an array and give it a gradient.</summary>
    private Node[] Users(Node node, string role) => [.. Graph.UsersOf(node.Parameter(role)!).Where(ReachesLoss)];

    /// <summary>Adds a step that computes what one reader gives to the gradient of a map.</summary>
    /// <param name="input">The layer whose output the reader reads.</param>
    /// <param name="make">Makes the step that writes a value.</param>
    public void ForInput(Node input, Func<Value, Step> make)
    {
        program.Pass = PassOf(input);
        bool only = Contributions(input) == 1;
        Value part = program.Of(input, only ? "Gradient" : FormattableString.Invariant($"GradientPart{parts.GetValueOrDefault(input) + 1}"), input.Shape);
        program.Add(make(part));
        Add(input, part);
    }

    /// <summary>When the gradient of a layer's output is computed.</summary>
    public Pass PassOf(Node node) => Learns(node) ? Pass.Backward : Pass.BackwardOnRequest;

    /// <summary>Adds a value that is there already to the gradient of a map.</summary>
    public void Add(Node input, Value part)
    {
        int number = parts[input] = parts.GetValueOrDefault(input) + 1;
        if (!sums.TryGetValue(input, out Value? before))
        {
            sums[input] = part;
            return;
        }

        bool last = number == Contributions(input);
        Value sum = program.Of(input, last ? "Gradient" : FormattableString.Invariant($"GradientSum{number}"), input.Shape);
        program.Pass = PassOf(input);
        program.Add(new MapStep(input, new Operand(0) + new Operand(1), [before, part], sum, "Sum"));
        sums[input] = sum;
    }

    /// <summary>How many give something to the gradient of a map: its readers, as often as they read it, and the caller.</summary>
    private int Contributions(Node node) =>
        Graph.Readers(node).Where(ReachesLoss).Sum(reader => reader.TimesRead(node)) + (node == Graph.Scores && Graph.HasOwnLoss ? 1 : 0);

    private bool ReachesLoss(Node node) => node.Layer.TrainingOnly || Graph.HasGradient(node);
}
