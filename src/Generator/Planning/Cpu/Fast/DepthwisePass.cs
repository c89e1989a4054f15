using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Divides the gradient by a depthwise convolution's weights into sums of chunks of images and their sum: there is so little arithmetic that what counts is to read
/// both maps once, in the order in which they lie. The sums for the biases are taken along.</summary>
internal static class DepthwisePass
{
    public static KernelProgram Run(KernelProgram program)
    {
        Dictionary<Kernel, Kernel> biases = [];
        foreach (Kernel weights in program.Kernels.Where(IsOfWeights))
        {
            if (program.Kernels.FirstOrDefault(kernel => IsSumOfBiases(kernel, weights)) is { } sums)
                biases[sums] = weights;
        }

        return program with { Kernels = [.. program.Kernels.SelectMany(Parts)] };

        // The chunks of the biases are combined right after their sums, so those of the weights must be too.
        IEnumerable<Kernel> Parts(Kernel kernel) =>
            biases.TryGetValue(kernel, out Kernel weights) ? Divided(weights, ((ChannelSums)kernel.Main).Partial)
            : !IsOfWeights(kernel) ? [kernel]
            : biases.ContainsValue(kernel) ? []
            : Divided(kernel, null);
    }

    private static Kernel[] Divided(Kernel kernel, Value? biasPartial)
    {
        ConvBackwardWeights step = (ConvBackwardWeights)kernel.Main;
        Value partial = new(step.Node, "BackwardWeightsSums", new Shape(1, 1, (int)step.Geometry.WeightFloats), Extent.Chunk);
        return
        [
            new Kernel(kernel.Pass, new DepthwiseWeightSums(step.Node, step.Geometry, step.Input, step.Gradient, partial, biasPartial)),
            kernel with { Main = new ChannelFinish(step.Node, partial, 1, AreMoments: false, [], [(step.Output, new Operand(0))], step.Gradient, step.Suffix) },
        ];
    }

    private static bool IsOfWeights(Kernel kernel) => kernel.Main is ConvBackwardWeights { Geometry.IsDepthwise: true };

    /// <summary>Whether a kernel does nothing but sum the gradient that the one for the weights reads.</summary>
    private static bool IsSumOfBiases(Kernel kernel, Kernel weights) =>
        kernel is { Main: ChannelSums { IsPlain: true } sums, Prologue: null, Epilogue.Count: 0 }
        && kernel.Pass == weights.Pass && sums.Node == weights.Main.Node && sums.Map == ((ConvBackwardWeights)weights.Main).Gradient;
}

/// <summary>Sums over images and positions of input times gradient, for every tap and chunk of images; with a place for it, also the sums of the gradient.</summary>
internal sealed record DepthwiseWeightSums(Node Node, ConvGeometry Geometry, Value Input, Value Gradient, Value Partial, Value? BiasPartial) : ConvStep(Node, Geometry)
{
    public override string Formula =>
        $"s1(chunk, u, v, k) = Σ(n of chunk, i, j) {Short(Input)}{Geometry.Tap} · {Short(Gradient)}(i, j, k){(BiasPartial is null ? "" : $"; s2(chunk, k) = Σ(n of chunk, i, j) {Short(Gradient)}(i, j, k)")}";

    public override string Suffix => "BackwardWeightsSums";

    public override IReadOnlyList<Value> Reads => [Input, Gradient];

    public override IReadOnlyList<Value> Writes => Present(Partial, BiasPartial);

    public override Step Of(Func<Value, Value> other) =>
        this with { Input = other(Input), Gradient = other(Gradient), Partial = other(Partial), BiasPartial = Maybe(BiasPartial, other) };
}
