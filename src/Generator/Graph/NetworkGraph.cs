using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Support;

namespace Kiln.Generator.Graph;

/// <summary>What the network means: nodes in topological order with explicit edges and shapes. It is valid: everything after it may rely on that.</summary>
internal sealed class NetworkGraph
{
    private readonly List<Node>[] readers;
    private readonly Dictionary<ParameterArray, List<Node>> users = [];
    private HashSet<Node>? reachesLoss;
    private double? parameterFloats;

    /// <param name="declaration">Where it came from.</param>
    /// <param name="nodes">The inputs first; every node after those it reads.</param>
    /// <param name="scores">The node whose output a caller of Forward gets.</param>
    /// <param name="parameters">All arrays of the network whose parameters it uses, in the order of the arena. A reader may lack layers that have some.</param>
    public NetworkGraph(NetworkDeclaration declaration, IReadOnlyList<Node> nodes, Node scores, IReadOnlyList<ParameterArray> parameters)
    {
        (Declaration, Nodes, Scores, Parameters) = (declaration, nodes, scores, parameters);
        readers = [.. nodes.Select(_ => new List<Node>())];
        foreach (Node node in nodes)
            foreach (Node input in node.Inputs.Distinct())
                readers[input.Index].Add(node);

        foreach (Node node in nodes)
        {
            foreach (ParameterArray array in node.Parameters)
            {
                if (!users.TryGetValue(array, out List<Node>? all))
                    users[array] = all = [];

                all.Add(node);
            }
        }
    }

    public NetworkDeclaration Declaration { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public Node Scores { get; }

    public IReadOnlyList<ParameterArray> Parameters { get; }

    /// <summary>Floats of all of them; no whole number, as arrays that are refused later may have any size.</summary>
    public double ParameterFloats => parameterFloats ??= Parameters.Sum(array => (double)array.Count);

    /// <summary>What the caller gives, in order.</summary>
    public IReadOnlyList<Node> Inputs => [.. Nodes.TakeWhile(node => node.IsInput)];

    /// <summary>What is computed.</summary>
    public IEnumerable<Node> Computed => Nodes.SkipWhile(node => node.IsInput);

    /// <summary>The losses and measures of errors, in textual order.</summary>
    public IEnumerable<Node> Losses => Nodes.Where(node => node.Layer.TrainingOnly);

    /// <summary>The place of a loss among them.</summary>
    public int NumberOf(Node loss) => Losses.TakeWhile(other => other != loss).Count();

    /// <summary>Whether the caller gives a derivative by the scores.</summary>
    public bool HasOwnLoss => Declaration.OwnLoss && Declaration.Variant is null;

    /// <summary>Whether the network has a loss, or the caller one, and so backward kernels and gradients.</summary>
    public bool Trainable => HasOwnLoss || Losses.Any();

    /// <summary>Whether a training step computes maps again in its backward run, so that outputs are gone after it.</summary>
    public bool Recomputes => Trainable && Declaration.Recompute;

    /// <summary>Whether a loss, the caller's included, depends on a node's output.</summary>
    public bool HasGradient(Node node)
    {
        if (reachesLoss is null)
        {
            reachesLoss = [];
            foreach (Node other in Nodes.Reverse())
            {
                if ((HasOwnLoss && other == Scores) || Readers(other).Any(reader => reader.TimesRead(other) > 0 && (reader.IsTrained || reachesLoss.Contains(reader))))
                    reachesLoss.Add(other);
            }
        }

        return reachesLoss.Contains(node);
    }

    /// <summary>Whether rows and columns are known only at run time.</summary>
    public bool AnyExtent => Declaration.Variant?.AnyExtent == true;

    /// <summary>The nodes that have an array, in order: more than one where it is shared.</summary>
    public IReadOnlyList<Node> UsersOf(ParameterArray array) => users[array];

    /// <summary>The nodes that read a node's output, each once.</summary>
    public IReadOnlyList<Node> Readers(Node node) => readers[node.Index];
}

/// <summary>One layer in the graph.</summary>
/// <param name="index">Its place in <see cref="NetworkGraph.Nodes"/>.</param>
/// <param name="number">Its place among the lines of the declaration, with the layers of blocks in place of their uses: a variant leaves some out.</param>
/// <param name="declared">The line, whose name is the path to the layer in a block.</param>
/// <param name="layer">Its kind and sizes.</param>
/// <param name="inputs">The nodes it reads, in the order in which its kind names them.</param>
/// <param name="shape">Its output.</param>
/// <param name="parameters">Its parameter arrays, which may be another's.</param>
internal sealed class Node(int index, int number, LayerDeclaration declared, Layer layer, IReadOnlyList<Node> inputs, Shape shape, IReadOnlyList<ParameterArray> parameters)
{
    public int Index => index;

    /// <summary>The same in the network and in each of its variants.</summary>
    public int Number => number;

    /// <summary>The property; in a block the path to it.</summary>
    public string Name => declared.Name;

    /// <summary>The name as the beginning of a C# name: <c>Stage2_Rest_0_Conv1</c>.</summary>
    public string Code { get; } = Identifiers.OfPath(declared.Name);

    /// <summary>The name as C# writes it: <c>@event</c> for a keyword.</summary>
    public string Identifier => Identifiers.Escape(declared.Name);

    public Layer Layer => layer;

    public bool IsInput => layer is Input;

    /// <summary>Whether it is a loss that trains, and not a measure of errors.</summary>
    public bool IsTrained => layer is Loss { Trains: true };

    public IReadOnlyList<Node> Inputs => inputs;

    public Shape Shape => shape;

    /// <summary>Whether its output must stay readable.</summary>
    public bool Keep => declared.Keep;

    /// <summary>Whether the gradient by its output must stay readable.</summary>
    public bool KeepGradient => declared.KeepGradient;

    /// <summary>Whether what reads it reads its input in inference.</summary>
    public bool PassesThrough => declared.TrainingOnly;

    public IReadOnlyList<ParameterArray> Parameters => parameters;

    /// <summary>What its first input computes; its own for the input.</summary>
    public Shape InputShape => inputs.Count == 0 ? shape : inputs[0].Shape;

    /// <summary>The layer that declares its arrays; itself unless they are another's.</summary>
    public string ParametersOf => parameters.Count == 0 ? Name : parameters[0].Layer;

    /// <summary>Whether its arrays are another's.</summary>
    public bool Shares => ParametersOf != Name;

    /// <summary>What it is, in a few words with its sizes.</summary>
    public string Summary => layer.Summary(InputShape) + (Shares ? $", parameters of {ParametersOf}" : "") + (PassesThrough ? ", in training" : "");

    /// <summary>One of its arrays, null if it has none of that role.</summary>
    public ParameterArray? Parameter(string role) => parameters.FirstOrDefault(array => array.Role == role);

    /// <summary>How often its elements come from those of another node's output.</summary>
    public int TimesRead(Node node) => inputs.Where((input, place) => input == node && layer.DependsOn(place)).Count();

    /// <summary>Whether training changes any of its arrays by a gradient.</summary>
    public bool Learns => parameters.Any(array => array.Update == ParameterUpdate.Gradient);

    public override string ToString() => Name;
}
