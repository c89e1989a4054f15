using Kiln.Generator.Lowering;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>A map with several readers gets a gradient from each; they are added in one order, and every value is written once.</summary>
public class GradientTests
{
    [Fact]
    public void AResidualBlock() => Check(
        "Residual",
        "[Conv(3, 3, 4, Pad = 1)] ConvLayer Stem",
        "[Relu] Layer First",
        "[Conv(3, 3, 4, Pad = 1)] ConvLayer Conv",
        "[Add(nameof(First), nameof(Conv))] Layer Sum",
        "[Relu] Layer Last",
        "[Conv(8, 8, 2)] ConvLayer Scores");

    [Fact]
    public void AMapAddedToItself() => Check(
        "Twice", "[Conv(1, 1, 4)] ConvLayer Conv", "[Add(nameof(Conv), nameof(Conv))] Layer Sum", "[Conv(8, 8, 2)] ConvLayer Scores");

    [Fact]
    public void ThreeReaders() => Check(
        "ThreeReaders",
        "[Conv(1, 1, 4)] ConvLayer Conv",
        "[Sigmoid(From = nameof(Conv))] Layer One",
        "[Tanh(From = nameof(Conv))] Layer Two",
        "[MaxPool(3, Stride = 1, Pad = 1, From = nameof(Conv))] Layer Three",
        "[Concat(nameof(One), nameof(Two), nameof(Three))] Layer All",
        "[Conv(8, 8, 2)] ConvLayer Scores");

    [Fact]
    public void ANormalization() => Check(
        "Normalization", "[Conv(3, 3, 4, Bias = false)] ConvLayer Conv", "[BatchNorm] BatchNormLayer Norm", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");

    [Fact]
    public void WhatServesTheImageAloneRunsOnRequest()
    {
        KernelProgram program = Programs.Plain("Net", ProgramText.Network("[Relu] Layer Below", "[Conv(3, 3, 4)] ConvLayer Conv", "[Conv(6, 6, 2)] ConvLayer Scores"));
        Assert.Equal(
            ["Conv_BackwardInput", "Below_Backward"],
            program.Kernels.Where(kernel => kernel.Pass == Pass.BackwardOnRequest).Select(kernel => kernel.PlainName));
    }

    [Fact]
    public void FrozenLayersHaveNoGradientAndBelowThemNothingDoes()
    {
        KernelProgram program = Programs.Plain(
            "Net", ProgramText.Network("[Conv(3, 3, 4, Frozen = true)] ConvLayer Frozen", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores"));
        Assert.Equal(
            ["Scores_BackwardBiasesSums", "Scores_BackwardBiases", "Scores_BackwardWeights"],
            program.Kernels.Where(kernel => kernel.Pass == Pass.Backward).Select(kernel => kernel.PlainName));
    }

    [Fact]
    public void ALayerThatReachesNoLossHasNoBackwardKernels()
    {
        KernelProgram program = Programs.Plain(
            "Net",
            ProgramText.Network("[Conv(3, 3, 4)] ConvLayer Conv", "[Sigmoid(Keep = true)] Layer Shown", "[Conv(6, 6, 2, From = nameof(Conv))] ConvLayer Scores"));
        Assert.DoesNotContain(program.Kernels, kernel => kernel.Pass != Pass.Forward && kernel.Layers.Any(node => node.Name == "Shown"));
        Assert.Contains(program.Kernels, kernel => kernel.PlainName == "Shown_Forward");
    }

    private static void Check(string name, params string[] layers)
    {
        string text = ProgramText.Network("(Winograd = false)", layers);
        GoldenFile.Check(name, $"before:\n{ProgramText.WithFormulas(Programs.Plain("Net", text))}\nafter:\n{ProgramText.WithFormulas(Programs.Compiled("Net", text))}");
    }
}
