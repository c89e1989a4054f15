using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering;

/// <summary>What must be computed: kernels in the order in which they run, and which value is each layer's output.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Kernels">Of parameters, forward, backward, then of inference where that differs.</param>
/// <param name="Outputs">The value that is a layer's output: of a layer that changes nothing, that of the layer it reads; none for a layer that is computed
/// after the pool that reads it.</param>
/// <param name="KeptGradients">The gradients that a caller may read: of the inputs, as far as a loss depends on them, and of layers that ask for it.</param>
/// <param name="Given">The derivative by the scores that the caller gives between the forward and the backward run; null without.</param>
internal sealed record KernelProgram(
    NetworkGraph Graph, IReadOnlyList<Kernel> Kernels, IReadOnlyDictionary<Node, Value> Outputs, IReadOnlyDictionary<Node, Value> KeptGradients, Value? Given = null)
{
    /// <summary>Whether training's forward run differs from that of inference.</summary>
    public bool HasModes => Kernels.Any(kernel => kernel.Pass == Pass.Inference);

    /// <summary>The values that something outside the kernels reads: the caller of Forward, or of a layer that is kept.</summary>
    public HashSet<Value> ReadByCaller { get; } =
    [
        .. Graph.Nodes.Where(node => !node.Layer.TrainingOnly && (node == Graph.Scores || node.Keep)).Select(node => Outputs[node]),
        .. KeptGradients.Values,
    ];

    /// <summary>What the caller gives before the forward run.</summary>
    public IReadOnlyList<Value> Inputs { get; } = [.. Graph.Inputs.Select(input => Outputs[input])];

    /// <summary>The program as text, a kernel a line: for tests and traces.</summary>
    public override string ToString() => string.Join("\n", Kernels);
}
