using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>What the network means: nodes in topological order with explicit edges and shapes. It is valid: everything after it may rely on that.</summary>
/// <param name="Declaration">Where it came from.</param>
/// <param name="Nodes">The input first; every node behind its inputs.</param>
internal sealed record NetworkGraph(NetworkDeclaration Declaration, IReadOnlyList<Node> Nodes)
{
    public Node Input => Nodes[0];

    /// <summary>The last node whose output a caller of Forward gets.</summary>
    public Node Scores => Nodes.Last(node => !node.Layer.TrainingOnly);

    /// <summary>Whether the network has a loss, and so backward kernels and gradients.</summary>
    public bool Trainable => Nodes.Any(node => node.Layer.TrainingOnly);

    /// <summary>Whether rows and columns are known only at run time.</summary>
    public bool AnyExtent => Declaration.Variant?.AnyExtent == true;

    /// <summary>The nodes that read a node's output.</summary>
    public IEnumerable<Node> Readers(Node node) => Nodes.Where(other => other.Inputs.Contains(node));
}

/// <summary>One layer in the graph.</summary>
/// <param name="Index">Its place in <see cref="NetworkGraph.Nodes"/>.</param>
/// <param name="Name">The property.</param>
/// <param name="Layer">Its kind and sizes.</param>
/// <param name="Inputs">The nodes it reads.</param>
/// <param name="Shape">Its output.</param>
/// <param name="Keep">Whether its output must stay readable.</param>
internal sealed record Node(int Index, string Name, Layer Layer, IReadOnlyList<Node> Inputs, Shape Shape, bool Keep)
{
    /// <summary>What its first input computes; its own for the input.</summary>
    public Shape InputShape => Inputs.Count == 0 ? Shape : Inputs[0].Shape;

    public IEnumerable<ParameterArray> Parameters => Layer.Parameters(InputShape);

    public bool Equals(Node? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}
