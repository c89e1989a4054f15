using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Replaces the steps of convolutions by steps in a transformed domain, where that takes fewer multiplications.</summary>
/// <remarks>
/// A convolution becomes three kernels: transform the tiles, multiply, transform back. The backward kernels transform the input again: that costs less than to keep
/// its tiles, which are more than twice as large as the map, and lets a few images at a time go through all of them in the caches. Where a thread's cache holds the tiles of an image,
/// one kernel does all of the backward run. Steps at the winners of a pool stay as they are, and so does what runs on request.
/// </remarks>
internal sealed class WinogradPass
{
    private readonly KernelProgram program;
    private readonly Dictionary<(Node Node, string Role), Value> tiles = [];
    private readonly HashSet<Value> written = [];

    private bool? together;

    private WinogradPass(KernelProgram program) => this.program = program;

    public static KernelProgram Run(KernelProgram program) =>
        program.Graph.AnyExtent ? program : program with { Kernels = [.. new WinogradPass(program).Replaced(program.Kernels, null)] };

    /// <summary>The kernels of one convolution in one direction by a given algorithm: what a plan is compared with.</summary>
    /// <param name="program">The program.</param>
    /// <param name="plain">The kernels without a transform.</param>
    /// <param name="algorithm">The transform.</param>
    /// <param name="together">Whether one kernel takes tiles through all steps of the run.</param>
    public static IReadOnlyList<Kernel> By(KernelProgram program, IReadOnlyList<Kernel> plain, Winograd algorithm, bool together)
    {
        WinogradPass pass = new(program) { together = together };
        return [.. pass.Replaced(plain, algorithm)];
    }

    /// <summary>Kernels in place of some.</summary>
    /// <param name="kernels">Kernels without a transform.</param>
    /// <param name="given">The transform; null for the best of each.</param>
    private IEnumerable<Kernel> Replaced(IReadOnlyList<Kernel> kernels, Winograd? given)
    {
        // The products of a weight gradient are transformed back after the kernels that share its tiles.
        Kernel? last = null;
        for (int index = 0; index < kernels.Count; index++)
        {
            Kernel kernel = kernels[index];
            if (last is not null && !(kernel.Main is ConvBackwardInput && kernel.Main.Node == last.Main.Node))
            {
                yield return last;
                last = null;
            }

            Winograd? algorithm = given ?? Algorithm(kernel);
            if (algorithm is not null && index + 1 < kernels.Count && Together(kernel, kernels[index + 1], algorithm) is { } both)
            {
                foreach (Kernel part in both)
                    yield return part;

                index++;
                continue;
            }

            foreach (Kernel part in algorithm is null ? [kernel] : Replace(kernel, algorithm))
            {
                if (part.Main is TransformWeightsGradient)
                    last = part;
                else
                    yield return part;
            }
        }

        if (last is not null)
            yield return last;
    }

    /// <summary>The transform that pays for a kernel; null for none.</summary>
    private Winograd? Algorithm(Kernel kernel)
    {
        Window pool = kernel.Find<MaxPoolForward>()?.Window ?? Window.None;

        // A transposed convolution runs these steps the other way round, where tiles of one pass would be those of another.
        bool isInPlace = kernel.Main is ConvForward == (kernel.Pass is Pass.Forward or Pass.Inference);
        return isInPlace && kernel is { Main: ConvStep conv, Prologue: null, Pass: not Pass.BackwardOnRequest } ? WinogradChoice.Best(conv.Geometry, pool, program.Graph) : null;
    }

    /// <summary>Both gradients of a convolution in one kernel, and the transform of the sums that it leaves; null where that does not pay.</summary>
    private Kernel[]? Together(Kernel first, Kernel second, Winograd algorithm)
    {
        if (first.Main is not ConvBackwardWeights weights || second is not { Main: ConvBackwardInput input, Prologue: null } || input.Node != weights.Node || second.Pass != first.Pass
            || !(together ?? WinogradChoice.KeepsGradientsInCache(weights.Geometry, algorithm)))
            return null;

        Value sums = new(weights.Node, "TransformedWeightsGradient", new Shape(algorithm.Multiplies * weights.Geometry.Input.Channels, 1, weights.Geometry.Filters), Extent.Chunk);
        return
        [
            second with { Main = new WinogradBackward(weights.Node, weights.Geometry, algorithm, weights.Input, weights.Gradient, input.Weights, input.Output, sums) },
            first with { Main = new TransformWeightsGradient(weights.Node, weights.Geometry, algorithm, sums, weights.Output) },
        ];
    }

    private IEnumerable<Kernel> Replace(Kernel kernel, Winograd algorithm)
    {
        switch (kernel.Main)
        {
            case ConvForward conv:
                // A loss takes whole rows of scores, and tiles of scores come in another order: it stands alone again.
                foreach (Kernel part in Forward(kernel with { Tail = null }, conv, algorithm))
                    yield return part;

                if (kernel.Tail is not null)
                    yield return new Kernel(kernel.Pass, kernel.Tail);

                break;
            case ConvBackwardWeights conv:
                Value input = Tiles(conv, "TransformedInputAgain", conv.Geometry.Input), gradient = Tiles(conv, "TransformedGradient", conv.Geometry.Output);
                Value products = new(conv.Node, "TransformedWeightsGradient", new Shape(algorithm.Multiplies, conv.Geometry.Input.Channels, conv.Geometry.Filters), Extent.Batch);
                yield return new Kernel(kernel.Pass, new TransformInput(conv.Node, conv.Geometry, algorithm, conv.Input, input));
                yield return Transformed(kernel.Pass, conv, conv.Gradient, algorithm);
                yield return new Kernel(kernel.Pass, new MultiplyTilesByGradients(conv.Node, conv.Geometry, algorithm, input, gradient, products));
                yield return kernel with { Main = new TransformWeightsGradient(conv.Node, conv.Geometry, algorithm, products, conv.Output) };
                break;
            case ConvBackwardInput conv:
                Value slope = Tiles(conv, "TransformedGradient", conv.Geometry.Output), sums = Tiles(conv, "TransformedInputGradient", conv.Geometry.Input);
                if (!written.Contains(slope))
                    yield return Transformed(kernel.Pass, conv, conv.Gradient, algorithm);

                yield return new Kernel(kernel.Pass, new MultiplyGradientTiles(conv.Node, conv.Geometry, algorithm, slope, conv.Weights, sums));
                yield return kernel with { Main = new TransformInputGradient(conv.Node, conv.Geometry, algorithm, sums, conv.Output) };
                break;
            default:
                yield return kernel;
                break;
        }
    }

    private IEnumerable<Kernel> Forward(Kernel kernel, ConvForward conv, Winograd algorithm)
    {
        if (together ?? WinogradChoice.KeepsTilesInCache(conv.Geometry, algorithm))
        {
            yield return kernel with
            {
                Main = new WinogradForward(conv.Node, conv.Geometry, algorithm, conv.Input, conv.Weights, conv.Factors, conv.Biases, conv.Output),
            };
            yield break;
        }

        Value input = Tiles(conv, "TransformedInput", conv.Geometry.Input), output = Tiles(conv, "TransformedOutput", conv.Geometry.Output);
        yield return new Kernel(kernel.Pass, new TransformInput(conv.Node, conv.Geometry, algorithm, conv.Input, input));
        yield return new Kernel(kernel.Pass, new MultiplyTiles(conv.Node, conv.Geometry, algorithm, input, conv.Weights, conv.Factors, output));
        yield return kernel with { Main = new TransformOutput(conv.Node, conv.Geometry, algorithm, output, conv.Biases, conv.Output) };
    }

    /// <summary>The transform of the output's gradient, by the first kernel that needs it.</summary>
    private Kernel Transformed(Pass pass, ConvStep conv, Value gradient, Winograd algorithm)
    {
        Value transformed = Tiles(conv, "TransformedGradient", conv.Geometry.Output);
        written.Add(transformed);
        return new Kernel(pass, new TransformGradient(conv.Node, conv.Geometry, algorithm, gradient, transformed));
    }

    private Value Tiles(ConvStep conv, string role, Shape shape)
    {
        if (!tiles.TryGetValue((conv.Node, role), out Value? value))
            tiles[(conv.Node, role)] = value = new Value(conv.Node, role, shape);

        return value;
    }
}
