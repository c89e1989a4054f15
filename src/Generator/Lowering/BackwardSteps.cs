using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering;

/// <summary>The reverse walk: every layer's backward steps, last layer first. What serves only the gradient of the image runs on request.</summary>
internal static class BackwardSteps
{
    public static KernelProgram Add(KernelProgram program)
    {
        NetworkGraph graph = program.Graph;
        if (!graph.Trainable)
            return program;

        HashSet<Node> learning = [];
        foreach (Node node in graph.Nodes)
            if (node.Parameters.Any() || node.Inputs.Any(learning.Contains))
                learning.Add(node);

        IEnumerable<Kernel> backward =
            from node in graph.Nodes.Skip(1).Reverse()
            from step in LayerLowering.Of(node.Layer).Backward(node)
            select new Kernel(ServesLearning(step, learning) ? Direction.Backward : Direction.BackwardOnRequest, [step]);

        return program with { Kernels = [.. program.Kernels, .. backward] };
    }

    /// <summary>A gradient by parameters always does; one by a map does if a layer up to there has parameters.</summary>
    private static bool ServesLearning(Step step, HashSet<Node> learning) =>
        step.Writes.Any(value => value.Kind != ValueKind.Gradient || learning.Contains(value.Node));
}
