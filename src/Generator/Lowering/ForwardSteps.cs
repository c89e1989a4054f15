using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Layers;

namespace Kiln.Generator.Lowering;

/// <summary>Graph to program: the forward steps of every layer, a kernel each.</summary>
internal static class ForwardSteps
{
    public static KernelProgram From(NetworkGraph graph) => new(
        graph,
        [
            .. from node in graph.Nodes.Skip(1)
               from step in LayerLowering.Of(node.Layer).Forward(node, graph.Trainable)
               select new Kernel(Direction.Forward, [step]),
        ]);
}
