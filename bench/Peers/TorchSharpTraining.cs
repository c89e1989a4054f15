#if TORCHSHARP
using System.Runtime.InteropServices;
using Kiln.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kiln.Bench.Peers;

/// <summary>A network as TorchSharp trains it, from the same parameters on the same images, which lie in its memory already.</summary>
internal sealed class TorchSharpTraining : IDisposable
{
    private readonly TorchSharpLayers layers;
    private readonly CrossEntropyLoss loss = nn.CrossEntropyLoss();
    private readonly optim.Optimizer optimizer;
    private readonly Tensor images, labels;

    /// <summary>Builds the network.</summary>
    /// <param name="parameters">The parameters to start from.</param>
    /// <param name="images">Images one after the other.</param>
    /// <param name="labels">A class each.</param>
    /// <param name="optimizer">Learning rate, momentum and weight decay.</param>
    /// <param name="threads">Threads that share the work.</param>
    public TorchSharpTraining(ParameterSet parameters, float[] images, int[] labels, Sgd optimizer, int threads)
    {
        set_num_threads(threads);
        layers = new TorchSharpLayers(parameters);
        this.images = TorchSharpLayers.Maps(images, labels.Length, parameters.Network.InputShape);
        this.labels = tensor(Array.ConvertAll(labels, label => (long)label));
        this.optimizer = optim.SGD(layers.Parameters().Select(pair => pair.Parameter), optimizer.LearningRate, optimizer.Momentum, weight_decay: optimizer.WeightDecay);
    }

    /// <summary>Loads the native library.</summary>
    /// <returns>Why it cannot be loaded; null if it was.</returns>
    public static string? Load()
    {
        // TorchSharp's own search for it copies files about and hides the system's answer.
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
            return null;
        }
        catch (DllNotFoundException error)
        {
            string[] lines = error.Message.Split('\n', StringSplitOptions.TrimEntries);
            return $"its native library does not load: {lines.FirstOrDefault(line => line.Contains("GLIBC", StringComparison.Ordinal)) ?? lines[0]}";
        }
    }

    /// <summary>One training step.</summary>
    /// <returns>The loss before it.</returns>
    public float Step()
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        Tensor value = loss.forward(layers.Forward(images).flatten(1), labels);
        value.backward();
        optimizer.step();
        return value.item<float>();
    }

    public void Dispose()
    {
        layers.Dispose();
        loss.Dispose();
        optimizer.Dispose();
        images.Dispose();
        labels.Dispose();
    }
}
#endif
