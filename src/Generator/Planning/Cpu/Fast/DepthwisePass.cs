using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Divides the gradient by a depthwise convolution's weights into sums of chunks of images and their sum: there is so little arithmetic that what counts is to read
/// both maps once, in the order in which they lie.</summary>
internal static class DepthwisePass
{
    public static KernelProgram Run(KernelProgram program) => program with { Kernels = [.. program.Kernels.SelectMany(Parts)] };

    private static IEnumerable<Kernel> Parts(Kernel kernel)
    {
        if (kernel.Main is not ConvBackwardWeights { Geometry.IsDepthwise: true } step)
            return [kernel];

        Value partial = new(step.Node, "BackwardWeightsSums", new Shape(1, 1, (int)step.Geometry.WeightFloats), Extent.Chunk);
        return
        [
            new Kernel(kernel.Pass, new DepthwiseWeightSums(step.Node, step.Geometry, step.Input, step.Gradient, partial)),
            kernel with
            {
                Main = new ChannelFinish(step.Node, partial, 1, AreMoments: false, [], [(step.Output, new Operand(0))], step.Gradient, step.Suffix),
            },
        ];
    }
}

/// <summary>Sums over images and positions of input times gradient, for every tap and chunk of images.</summary>
internal sealed record DepthwiseWeightSums(Node Node, ConvGeometry Geometry, Value Input, Value Gradient, Value Partial) : ConvStep(Node, Geometry)
{
    public override string Formula => $"s1(chunk, u, v, k) = Σ(n of chunk, i, j) {Short(Input)}{Geometry.Tap} · {Short(Gradient)}(i, j, k)";

    public override string Suffix => "BackwardWeightsSums";

    public override IReadOnlyList<Value> Reads => [Input, Gradient];

    public override IReadOnlyList<Value> Writes => [Partial];

    public override Step Of(Func<Value, Value> other) => this with { Input = other(Input), Gradient = other(Gradient), Partial = other(Partial) };
}
