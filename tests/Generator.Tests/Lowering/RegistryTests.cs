using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Layers;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Rendering.Gpu;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>A kind that one stage knows and the next does not would fail on a user's network.</summary>
public class RegistryTests
{
    /// <summary>The image has no steps, and a dense layer is a convolution once its map is known.</summary>
    [Fact]
    public void EveryLayerOfAGraphHasSteps() =>
        Assert.Equal(Names(Records<Generator.Graph.Layers.Layer>().Except([typeof(Input), typeof(Dense)])), Names(LayerLowering.Known));

    [Fact]
    public void ADenseLayerBecomesAConvolutionOverTheWholeMap()
    {
        Conv conv = Assert.IsType<Conv>(new Dense(7, Bias: false, new FilterTraining(Frozen: true)).On([new Generator.Graph.Shape(3, 5, 2)]));
        Assert.Equal((3, 5, 7, false, true, true), (conv.Window.Height, conv.Window.Width, conv.Filters, conv.Bias, conv.IsDense, conv.Training.Frozen));
    }

    [Fact]
    public void EveryStepHasATextForProcessors() => Assert.Equal(Names(Of(typeof(Generator.Planning.Gpu.GpuPlan))), Names(StepTexts.Known));

    [Fact]
    public void EveryStepHasATextForGraphicsProcessors() => Assert.Equal(Names(Of(typeof(Generator.Planning.Cpu.CpuPlan))), Names(GpuStepTexts.Known));

    /// <summary>All steps but those that another back end makes for itself.</summary>
    private static IEnumerable<Type> Of(Type otherPlan) => Records<Step>().Where(step => !step.Namespace!.StartsWith(otherPlan.Namespace!, StringComparison.Ordinal));

    private static IEnumerable<Type> Records<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Order(StringComparer.Ordinal);
}
