using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>Backward kernels of convolutions as products of the shapes that this kind of machine multiplies well: the gradient by the input as columns that are summed where
/// windows overlap, where that is less work than gathering; the gradient by the weights as parts, with that of the biases as one more row.</summary>
internal static class SplitPass
{
    public static KernelProgram Run(KernelProgram program)
    {
        List<Kernel> kernels = [];
        HashSet<Kernel> removed = [];
        foreach (Kernel kernel in program.Kernels)
        {
            switch (kernel.Main)
            {
                case ConvBackwardInput { Geometry.IsDepthwise: false } step when !ConvMethods.IsDirect(step.Geometry) && !ConvMethods.Gathers(step.Geometry):
                    Value columns = new(step.Node, "GradientColumns", ConvMethods.Columns(step.Geometry));
                    kernels.Add(new Kernel(kernel.Pass, new ConvBackwardColumns(step.Node, step.Geometry, step.Gradient, step.Weights, columns)));
                    kernels.Add(kernel with { Main = new OverlapColumns(step.Node, step.Geometry, columns, step.Output) });
                    break;
                case ConvBackwardWeights { Geometry.IsDepthwise: false } step:
                    AddParts(kernel, step);
                    break;
                default:
                    kernels.Add(kernel);
                    break;
            }
        }

        return program with { Kernels = [.. kernels.Where(kernel => !removed.Contains(kernel))] };

        void AddParts(Kernel kernel, ConvBackwardWeights step)
        {
            Kernel? finish = step.Geometry.Groups > 1 ? null
                : program.Kernels.FirstOrDefault(other => other.Main is ChannelFinish { Operands.Count: 0, Results.Count: 1 } && other.Main.Node == step.Node);
            Value? biases = null;
            if (finish?.Main is ChannelFinish sum)
            {
                biases = sum.Results[0].Output;
                removed.Add(finish);
                removed.UnionWith(program.Kernels.Where(other => other.Main is ChannelSums && other.Main.Writes.Contains(sum.Partial)));
            }

            ProductTile tile = ProductTile.Choose(ConvMethods.PartsSize(step.Geometry, biases is not null));
            int rows = step.Geometry.Reduction + (biases is null ? 0 : 1);
            Value parts = new(step.Node, "GradientParts", new Shape(tile.Splits, rows, step.Geometry.Filters), Extent.Batch);
            kernels.Add(new Kernel(kernel.Pass, new ConvBackwardParts(step.Node, step.Geometry, step.Input, step.Gradient, tile.Splits, biases is not null, parts)));
            kernels.Add(kernel with { Main = new SumParts(step.Node, parts, tile.Splits, step.Output, biases) });
        }
    }
}
