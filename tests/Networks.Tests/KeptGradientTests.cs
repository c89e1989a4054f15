using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>Gradients by layers' outputs, which are read by their handles; their numbers are held by every test of gradients.</summary>
public class KeptGradientTests
{
    [Fact]
    public void TheyAreThereAfterABackwardRunAlone()
    {
        using KeptGradients net = new(2, 1);
        float[] images = Samples.Floats(2 * 9 * 8 * 3, 1);
        net.Forward(images);
        Assert.Equal(
            "the last call of KeptGradients computed no gradients; run Step, ComputeGradients or Backward before reading that by Conv1",
            Assert.Throws<InvalidOperationException>(() => net.Conv1.Gradient.Length).Message);

        net.Step(images, [0, 1]);
        Assert.Equal(2 * 9 * 8 * 6, net.Conv1.Gradient.Length);
        Assert.Equal(2 * 9 * 8 * 3, net.Image.Gradient.Length);
        Assert.True(net.Image.Gradient.ContainsAnyExcept(0f));
        Assert.Equal(
            "the gradient by Conv2 is not kept; declare the layer with KeepGradient = true to read it",
            Assert.Throws<InvalidOperationException>(() => net.Layers.Single(layer => layer.Name == "Conv2").Gradient.Length).Message);
    }

    /// <summary>The gradient in front of a pool is written where somebody asks for it, and nowhere else.</summary>
    [Fact]
    public void TheyCostNothingWhereNobodyAsks()
    {
        using CharacterCnn plain = new(1, 1);
        using KeptGradients kept = new(1, 1);

        Assert.Contains(kept.Description.Buffers, buffer => buffer.Name == "Conv1.Gradient");
        Assert.DoesNotContain(plain.Description.Buffers, buffer => buffer.Name == "Conv1.Gradient");
    }

    [Fact]
    public void AReaderHasNoLayersOfTrainingAlone()
    {
        using TrainingOnlyLayers net = new(1, 1);
        using TrainingOnlyImages reader = new(net.Parameters);

        Assert.Equal(["Image", "Conv1", "Pool1", "Sum", "Top"], reader.Layers.Select(layer => layer.Name));
    }
}
