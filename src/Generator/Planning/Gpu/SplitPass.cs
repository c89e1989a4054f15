using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>Backward kernels of convolutions as products of the shapes that this kind of machine multiplies well: the gradient by the input as columns that are summed where
/// windows overlap, where that is less work than gathering; the gradient by the weights as parts, with that of the biases as one more row. Forward kernels of few positions and deep filters are
/// divided into parts too.</summary>
internal static class SplitPass
{
    public static KernelProgram Run(KernelProgram program)
    {
        List<Kernel> kernels = [];
        IReadOnlyDictionary<Kernel, BiasSums> sums = Sums(program);
        Dictionary<Kernel, BiasSums> owners = sums.Values.SelectMany(one => new[] { (one.Sum, one), (one.Finish, one) }).ToDictionary(pair => pair.Item1, pair => pair.one);
        foreach (Kernel kernel in program.Kernels)
        {
            owners.TryGetValue(kernel, out BiasSums? own);
            switch (kernel.Main)
            {
                case ConvForward { Geometry.IsDepthwise: false } step when kernel.Find<MaxPoolForward>() is null && ProductTile.Choose(ConvMethods.ForwardSize(step.Geometry)) is { Splits: > 1 } tile:
                    Value forwardParts = new(step.Node, "Parts", new Shape(tile.Splits, (int)step.Geometry.Output.Pixels, step.Geometry.Filters));
                    kernels.Add(new Kernel(kernel.Pass, new ConvForwardParts(step.Node, step.Geometry, step.Input, step.Weights, tile, forwardParts)));
                    kernels.Add(kernel with { Main = new SumForward(step, tile.Splits, forwardParts) });
                    break;
                case ConvBackwardInput { Geometry.IsDepthwise: false } step when !ConvMethods.IsDirect(step.Geometry) && !ConvMethods.Gathers(step.Geometry):
                    Value columns = new(step.Node, "GradientColumns", ConvMethods.Columns(step.Geometry));
                    kernels.Add(new Kernel(kernel.Pass, new ConvBackwardColumns(step.Node, step.Geometry, step.Gradient, step.Weights, columns)));
                    kernels.Add(kernel with { Main = new OverlapColumns(step.Node, step.Geometry, columns, step.Output) });
                    break;
                case ConvBackwardWeights { Geometry.IsDepthwise: false } when sums.ContainsKey(kernel):
                    break;
                case ConvBackwardWeights { Geometry.IsDepthwise: false }:
                    kernels.AddRange(Parts(kernel, null));
                    break;
                case ChannelFinish when own is not null:
                    // Here and not where the weights' gradient was: something after this may need that of the biases.
                    kernels.AddRange(Parts(own.Weights, ((ChannelFinish)kernel.Main).Results[0].Output));
                    break;
                case ChannelSums when own is not null:
                    break;
                default:
                    kernels.Add(kernel);
                    break;
            }
        }

        return program with { Kernels = kernels };
    }

    private static IEnumerable<Kernel> Parts(Kernel kernel, Value? biases)
    {
        ConvBackwardWeights step = (ConvBackwardWeights)kernel.Main;
        ProductTile tile = ProductTile.Choose(ConvMethods.PartsSize(step.Geometry, biases is not null));
        if (tile.Splits == 1)
        {
            yield return kernel with { Main = new ConvBackwardParts(step.Node, step.Geometry, step.Input, step.Gradient, tile, biases is not null, step.Output, biases) };
            yield break;
        }

        int rows = step.Geometry.Reduction + (biases is null ? 0 : 1);
        Value parts = new(step.Node, "GradientParts", new Shape(tile.Splits, rows, step.Geometry.Filters), Extent.Batch);
        ConvBackwardParts divided = new(step.Node, step.Geometry, step.Input, step.Gradient, tile, biases is not null, parts, null);
        yield return new Kernel(kernel.Pass, divided);
        yield return kernel with { Main = new SumParts(step.Node, parts, divided.Division, step.Output, biases) };
    }

    /// <summary>The sums that are the gradients of biases, by the kernel that computes the gradient of the weights: of layers without groups, where the gradient of the output is
    /// there when the sums are combined.</summary>
    private static IReadOnlyDictionary<Kernel, BiasSums> Sums(KernelProgram program)
    {
        Dictionary<Kernel, BiasSums> found = [];
        Dictionary<Node, Kernel> finishes = [];
        foreach (Kernel kernel in program.Kernels.Where(kernel => kernel.Main is ChannelFinish { Operands.Count: 0, Results.Count: 1 } && !finishes.ContainsKey(kernel.Main.Node)))
            finishes[kernel.Main.Node] = kernel;

        DefUse uses = new([.. program.Kernels.Where(kernel => kernel.Pass != Pass.Inference)]);
        foreach (Kernel weights in program.Kernels)
        {
            // Of a transposed convolution the biases' gradient is a sum of another map than the weights' rows.
            if (weights.Main is ConvBackwardWeights { Geometry.Groups: 1, Node.Layer: Conv } step
                && finishes.TryGetValue(step.Node, out Kernel? finish)
                && uses.Writer(((ChannelFinish)finish.Main).Partial) is { } sum
                && (uses.Writer(step.Gradient) is not { } writer || uses.Place(writer) < uses.Place(finish)))
            {
                found[weights] = new BiasSums(weights, sum, finish);
            }
        }

        return found;
    }

    /// <summary>The two kernels that sum a gradient over images and pixels.</summary>
    private sealed record BiasSums(Kernel Weights, Kernel Sum, Kernel Finish);
}
