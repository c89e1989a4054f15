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
    private readonly Sequential network;
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
        Shape shape = parameters.Network.Input;
        network = nn.Sequential(parameters.Network.Layers.Skip(1).Where(layer => layer.Kind != "softmaxloss").Select(layer => (layer.Name, Module(layer))).Append(("flat", nn.Flatten())));
        using (no_grad())
        {
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters())
                Copy(parameters, name, parameter);
        }

        // One channel: rows × columns × channels and channels × rows × columns are the same.
        this.images = tensor(images, [labels.Length, shape.Channels, shape.Height, shape.Width]);
        this.labels = tensor(Array.ConvertAll(labels, label => (long)label));
        this.optimizer = optim.SGD(network.parameters(), optimizer.LearningRate, optimizer.Momentum, weight_decay: optimizer.WeightDecay);
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
        Tensor value = loss.forward(network.forward(images), labels);
        value.backward();
        optimizer.step();
        return value.item<float>();
    }

    public void Dispose()
    {
        network.Dispose();
        loss.Dispose();
        optimizer.Dispose();
        images.Dispose();
        labels.Dispose();
    }

    private static nn.Module<Tensor, Tensor> Module(LayerDescription layer)
    {
        WindowDescription window = layer.Window;
        if (window.PadTop != window.PadBottom || window.PadLeft != window.PadRight)
            throw new NotSupportedException($"{layer.Name} pads its sides unequally");

        (long, long) extent = (window.Height, window.Width), stride = (window.StrideY, window.StrideX), pad = (window.PadTop, window.PadLeft);
        return layer.Kind switch
        {
            "conv" => nn.Conv2d(layer.FilterDepth, layer.Filters, extent, stride, pad),
            "maxpool" => nn.MaxPool2d(extent, stride, pad),
            "relu" => nn.ReLU(),
            { } kind => throw new NotSupportedException($"there is no {kind} here"),
        };
    }

    /// <summary>Rows, columns, inputs, filters become filters, inputs, rows, columns.</summary>
    private static void Copy(ParameterSet parameters, string name, Tensor target)
    {
        string layer = name.Split('.')[0];
        bool weights = name.EndsWith("weight", StringComparison.Ordinal);
        Parameter source = parameters.Arrays.Single(array => array.Description.Name == $"{layer}.{(weights ? "Weights" : "Biases")}");
        using Tensor values = tensor(source.Values.ToArray(), [.. source.Description.Dimensions.Select(extent => (long)extent)]);
        using Tensor ordered = weights ? values.permute(3, 2, 0, 1) : values.alias();
        target.copy_(ordered);
    }
}
#endif
