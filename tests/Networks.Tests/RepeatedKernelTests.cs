using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>A kernel that a benchmark repeats meets the values of the run, and gives its results again.</summary>
public class RepeatedKernelTests
{
    [Theory]
    [InlineData("CharacterCnn")]
    [InlineData("TransformedPads")]
    [InlineData("TransformedPools")]
    [InlineData("LargePooledWeights")]
    [InlineData("TransformedShortcut")]
    [InlineData("ManyReaders")]
    [InlineData("NestedConcats")]
    [InlineData("NormalizedReaders")]
    [InlineData("DepthwisePairs")]
    public void EveryKernelAloneGivesTheResultsOfTheWholeRun(string name)
    {
        NetworkCase one = Cases.OfClass(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 2);
        Samples.Fill(net.Parameters, seed: 9);
        Batch batch = Batch.Draw(net, one.MaxBatch, seed: 9);
        float[] imageGradients = new float[batch.Input.Length];
        net.ComputeGradients(batch.Input, batch.Labels, imageGradients);
        float[] gradients = net.Gradients.ToArray();
        Dictionary<string, float[]> outputs = net.Layers.Where(layer => layer.Description.Stored).ToDictionary(layer => layer.Name, layer => layer.Output.ToArray());

        for (int last = 0; last < net.Description.Kernels.Count; last++)
        {
            // Kernels of parameters run when those change, kernels of inference in another run.
            if (net.Description.Kernels[last].Direction is "Parameters" or "Inference")
                continue;

            string kernel = net.Description.Kernels[last].Name;
            net.Clock = new KernelClock(net.Description) { Last = last };
            net.ComputeGradients(batch.Input, batch.Labels, imageGradients);
            net.RepeatLastKernel();
            net.RepeatLastKernel();

            foreach (Layer layer in net.Layers.Where(layer => layer.Description.ForwardKernel == kernel && outputs.ContainsKey(layer.Name)))
                Agreement.SameBits($"the output of {layer.Name} by {kernel}", layer.Output.ToArray(), outputs[layer.Name]);

            foreach (ParameterDescription array in net.Description.Parameters.Where(array => IsGradient(kernel, array.Name)))
                Agreement.SameBits($"the gradient of {array.Name} by {kernel}", Slice(net.Gradients, array), Slice(gradients, array));
        }
    }

    [Fact]
    public void WithoutAClockNothingIsRepeated()
    {
        using TrainableNetwork net = Cases.OfClass("TinyNet").Create(1, 1);
        Assert.Throws<InvalidOperationException>(net.RepeatLastKernel);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KernelClock(net.Description) { Last = net.Description.Kernels.Count });
    }

    private static bool IsGradient(string kernel, string array)
    {
        string[] words = kernel.Split('_'), name = array.Split('.');
        return words[^1] == $"Backward{name[1]}" && words.Contains(name[0]);
    }

    private static float[] Slice(ReadOnlySpan<float> values, ParameterDescription array) => values.Slice(array.Offset, array.Length).ToArray();
}
