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
        Kernel[] weights = [.. program.Kernels.Where(kernel => kernel.Main is ConvBackwardWeights { Geometry.IsDepthwise: true })];
        Dictionary<Kernel, Value> partials = weights.ToDictionary(kernel => kernel, kernel => Partial((ConvBackwardWeights)kernel.Main));
        Dictionary<Kernel, Kernel> biases = [];
        foreach (Kernel kernel in weights)
        {
            if (program.Kernels.FirstOrDefault(other => IsSumOfBiases(other, kernel)) is { } sums)
                biases[sums] = kernel;
        }

        return program with { Kernels = [.. program.Kernels.SelectMany(Parts)] };

        IEnumerable<Kernel> Parts(Kernel kernel)
        {
            // The chunks of the biases are combined right after their sums, so those of the weights must be too.
            if (biases.TryGetValue(kernel, out Kernel together))
                return Divided(together, ((ChannelSums)kernel.Main).Partial);

            return !partials.ContainsKey(kernel) ? [kernel] : biases.ContainsValue(kernel) ? [] : Divided(kernel, null);
        }

        IEnumerable<Kernel> Divided(Kernel kernel, Value? biasPartial)
        {
            ConvBackwardWeights step = (ConvBackwardWeights)kernel.Main;
            Value partial = partials[kernel];
            return
            [
                new Kernel(kernel.Pass, new DepthwiseWeightSums(step.Node, step.Geometry, step.Input, step.Gradient, partial, biasPartial)),
                kernel with { Main = new ChannelFinish(step.Node, partial, 1, AreMoments: false, [], [(step.Output, new Operand(0))], step.Gradient, step.Suffix) },
            ];
        }
    }

    private static Value Partial(ConvBackwardWeights step) => new(step.Node, "BackwardWeightsSums", new Shape(1, 1, (int)step.Geometry.WeightFloats), Extent.Chunk);

    /// <summary>Whether a kernel before the one for the weights does nothing but sum the gradient that both read.</summary>
    private static bool IsSumOfBiases(Kernel kernel, Kernel weights) =>
        kernel is { Main: ChannelSums { Terms: [Operand { Index: 0 }], Operands: [var gradient] } sums, Prologue: null, Epilogue.Count: 0 }
        && kernel.Pass == weights.Pass && sums.Node == weights.Main.Node && gradient == ((ConvBackwardWeights)weights.Main).Gradient;
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
