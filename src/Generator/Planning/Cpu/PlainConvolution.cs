using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>The kernels of one convolution in one direction, as they were before they were transformed.</summary>
/// <param name="Kernels">One forward; backward those by the weights and by the input, as far as there are any, over the whole map.</param>
/// <param name="Algorithm">The transform that they were given; null for none.</param>
internal sealed record PlainConvolution(IReadOnlyList<Kernel> Kernels, Winograd? Algorithm)
{
    /// <summary>Whether it is the forward run's.</summary>
    public bool IsForward => Kernels[0].Pass is Pass.Forward or Pass.Inference;

    /// <summary>Whether the steps run in the direction of their names: those of a transposed convolution do not.</summary>
    public bool IsInPlace => IsForward == Kernels[0].Main is ConvForward;

    /// <summary>Whether one kernel takes a few rows of tiles through all steps.</summary>
    public bool IsTogether { get; private init; }

    /// <summary>Whether the gradients visit winners alone.</summary>
    public bool AtWinners { get; private init; }

    /// <summary>The window of the pool whose maximum is taken in registers.</summary>
    public Window Pool => Kernels[0].Find<MaxPoolForward>()?.Window ?? Window.None;

    /// <summary>The kernel of its own that routes a pool's gradient to the whole map; null without.</summary>
    public Kernel? Route { get; private init; }

    /// <summary>The gradient of a pool after it, where the winners might be visited alone: routed by a kernel of its own, and the gradients of the convolution at its winners.</summary>
    public (Kernel Route, IReadOnlyList<Kernel> AtWinners)? Routed { get; private init; }

    /// <summary>Puts the steps together again.</summary>
    /// <param name="program">The program.</param>
    /// <param name="kernels">Its kernels of the convolution in one direction.</param>
    public static PlainConvolution Of(KernelProgram program, IReadOnlyList<Kernel> kernels)
    {
        Winograd? algorithm = kernels.Select(kernel => kernel.Main).OfType<WinogradStep>().FirstOrDefault()?.Algorithm;
        Kernel[] plain = [.. kernels.Select(kernel => Plain(kernels, kernel)).OfType<Kernel>()];
        MaxPoolBackward? pool = kernels.Select(kernel => kernel.Prologue).OfType<MaxPoolBackward>().FirstOrDefault();
        bool atWinners = kernels.Any(kernel => kernel is { Prologue: MaxPoolBackward, Main: ConvBackwardWeights or ConvBackwardInput });
        Value? gradient = plain.Select(kernel => kernel.Main).Select(step => (step as ConvBackwardWeights)?.Gradient ?? (step as ConvBackwardInput)?.Gradient).FirstOrDefault();
        Kernel? route = pool is not null || gradient is null ? null : program.Kernels.FirstOrDefault(kernel => kernel is { Main: MaxPoolBackward, Epilogue.Count: 0 } && kernel.Main.Writes[0] == gradient);
        pool ??= route?.Main as MaxPoolBackward;
        ConvGeometry geometry = ((ConvStep)kernels[0].Main).Geometry;
        bool may = pool is not null && geometry.HasWholeRows && geometry.Window is { DilationY: 1, DilationX: 1 };
        return new PlainConvolution(plain, algorithm)
        {
            IsTogether = kernels.Any(kernel => kernel.Main is WinogradForward or WinogradBackward),
            AtWinners = atWinners,
            Route = route,
            Routed = may ? (new Kernel(plain[0].Pass, pool!), [.. plain.Select(kernel => kernel with { Prologue = pool })]) : null,
        };
    }

    /// <summary>The plain kernel that ends with a kernel; null for one in front of the last step.</summary>
    private static Kernel? Plain(IReadOnlyList<Kernel> kernels, Kernel kernel) => kernel.Main switch
    {
        ConvForward or ConvBackwardInput or ConvBackwardWeights => kernel with { Prologue = null },
        WinogradForward step => kernel with { Main = new ConvForward(step.Node, step.Geometry, step.Input, step.Weights, step.Biases, step.Output) { Factors = step.Factors } },
        TransformOutput step => kernel with
        {
            Main = new ConvForward(step.Node, step.Geometry, Find<TransformInput>(kernels).Input, Find<MultiplyTiles>(kernels).Weights, step.Biases, step.Output)
            {
                Factors = Find<MultiplyTiles>(kernels).Factors,
            },
        },
        WinogradBackward step => kernel with { Prologue = null, Main = new ConvBackwardInput(step.Node, step.Geometry, step.Gradient, step.Weights, step.Output) },
        TransformWeightsGradient step => kernel with { Main = Weights(kernels, step) },
        TransformInputGradient step => kernel with
        {
            Main = new ConvBackwardInput(step.Node, step.Geometry, Gradient(kernels), Find<MultiplyGradientTiles>(kernels).Weights, step.Output),
        },
        _ => null,
    };

    private static ConvBackwardWeights Weights(IReadOnlyList<Kernel> kernels, TransformWeightsGradient step) =>
        kernels.Select(kernel => kernel.Main).OfType<WinogradBackward>().FirstOrDefault() is { } together
            ? new ConvBackwardWeights(step.Node, step.Geometry, together.Input, together.Gradient, step.Output)
            : new ConvBackwardWeights(step.Node, step.Geometry, Find<TransformInput>(kernels).Input, Gradient(kernels), step.Output);

    private static Value Gradient(IReadOnlyList<Kernel> kernels) => Find<TransformGradient>(kernels).Gradient;

    private static TStep Find<TStep>(IReadOnlyList<Kernel> kernels)
        where TStep : Step => kernels.Select(kernel => kernel.Main).OfType<TStep>().First();
}
