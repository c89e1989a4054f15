using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>Replaces the steps of convolutions by steps in a transformed domain, where that takes fewer multiplications.</summary>
/// <remarks>
/// A convolution becomes three kernels: transform the tiles, multiply, transform back. The transformed input is kept for the gradient by the
/// weights. Steps at the winners of a pool stay as they are: they visit one position a window.
/// </remarks>
internal sealed class WinogradPass
{
    private readonly KernelProgram program;
    private readonly Dictionary<Node, Winograd?> algorithms = [];
    private readonly Dictionary<(Node Node, string Role), Value> tiles = [];
    private readonly HashSet<Value> written = [];

    private WinogradPass(KernelProgram program) => this.program = program;

    public static KernelProgram Run(KernelProgram program) =>
        program.Graph.AnyExtent ? program : program with { Kernels = [.. new WinogradPass(program).Kernels()] };

    private IEnumerable<Kernel> Kernels()
    {
        // All steps of a convolution that are not at winners use one algorithm, the one that suits its forward kernel.
        foreach (Kernel kernel in program.Kernels)
        {
            if (kernel.Main is ConvForward conv && !algorithms.ContainsKey(conv.Node))
                algorithms[conv.Node] = WinogradChoice.Best(conv.Geometry, kernel.Find<MaxPoolForward>()?.Window ?? Window.None, program.Graph.Trainable);
        }

        return program.Kernels.SelectMany(kernel =>
            kernel is { Main: ConvStep step, Prologue: null } && algorithms.TryGetValue(step.Node, out Winograd? algorithm) && algorithm is not null
                ? Replace(kernel, algorithm)
                : [kernel]);
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
                foreach (Kernel transform in Gradient(kernel.Pass, conv, conv.Gradient, algorithm))
                    yield return transform;

                yield return kernel with
                {
                    Main = new WinogradBackwardWeights(
                        conv.Node, conv.Geometry, algorithm, Tiles(conv, "TransformedInput", conv.Geometry.Input), Tiles(conv, "TransformedGradient", conv.Geometry.Output), conv.Output),
                };
                break;
            case ConvBackwardInput conv:
                foreach (Kernel transform in Gradient(kernel.Pass, conv, conv.Gradient, algorithm))
                    yield return transform;

                Value sums = Tiles(conv, "TransformedInputGradient", conv.Geometry.Input);
                yield return new Kernel(kernel.Pass, new MultiplyGradientTiles(
                    conv.Node, conv.Geometry, algorithm, Tiles(conv, "TransformedGradient", conv.Geometry.Output), conv.Weights, sums));
                yield return kernel with { Main = new TransformInputGradient(conv.Node, conv.Geometry, algorithm, sums, conv.Output) };
                break;
        }
    }

    private IEnumerable<Kernel> Forward(Kernel kernel, ConvForward conv, Winograd algorithm)
    {
        // The gradient by the weights reads the transformed input, unless it visits winners.
        bool keeps = kernel.Pass == Pass.Forward && program.Kernels.Any(other => other is { Main: ConvBackwardWeights, Prologue: null } && other.Main.Node == conv.Node);
        int images = program.Graph.Trainable ? WinogradChoice.TypicalBatch : 1;
        if (!keeps && WinogradChoice.KeepsTilesInCache(conv.Geometry, algorithm, images))
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

    /// <summary>The transform of the output's gradient, for the first kernel that needs it.</summary>
    private IEnumerable<Kernel> Gradient(Pass pass, ConvStep conv, Value gradient, Winograd algorithm)
    {
        Value transformed = Tiles(conv, "TransformedGradient", conv.Geometry.Output);
        if (written.Add(transformed))
            yield return new Kernel(pass, new TransformGradient(conv.Node, conv.Geometry, algorithm, gradient, transformed));
    }

    private Value Tiles(ConvStep conv, string role, Shape shape)
    {
        if (!tiles.TryGetValue((conv.Node, role), out Value? value))
            tiles[(conv.Node, role)] = value = new Value(conv.Node, role, shape);

        return value;
    }
}
