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
    private readonly NetworkDescription description;
    private readonly Dictionary<string, nn.Module<Tensor, Tensor>> modules = [];
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
        description = parameters.Network;
        Shape shape = description.InputShape;
        foreach (LayerDescription layer in description.Layers.Skip(1).Where(layer => !layer.IsLoss))
        {
            if (Module(description, layer) is { } module)
                modules.Add(layer.Name, module);
        }

        using (no_grad())
        {
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in Parameters())
                Copy(parameters[name], parameter);
        }

        // Ours have channels innermost.
        this.images = tensor(images, [labels.Length, shape.Height, shape.Width, shape.Channels]).permute(0, 3, 1, 2).contiguous();
        this.labels = tensor(Array.ConvertAll(labels, label => (long)label));
        this.optimizer = optim.SGD(Parameters().Select(pair => pair.Parameter), optimizer.LearningRate, optimizer.Momentum, weight_decay: optimizer.WeightDecay);
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
        Tensor value = loss.forward(Forward(), labels);
        value.backward();
        optimizer.step();
        return value.item<float>();
    }

    public void Dispose()
    {
        foreach (nn.Module<Tensor, Tensor> module in modules.Values)
            module.Dispose();

        loss.Dispose();
        optimizer.Dispose();
        images.Dispose();
        labels.Dispose();
    }

    /// <summary>The layer as a module; null for one that is an operation of the graph.</summary>
    private static nn.Module<Tensor, Tensor>? Module(NetworkDescription network, LayerDescription layer)
    {
        WindowDescription window = layer.Window;
        if (window.PadTop != window.PadBottom || window.PadLeft != window.PadRight)
            throw new NotSupportedException($"{layer.Name} pads its sides unequally");

        (long, long) extent = (window.Height, window.Width), stride = (window.StrideY, window.StrideX), pad = (window.PadTop, window.PadLeft);
        bool hasBias = network.Parameters.Any(array => array.Name == $"{layer.Name}.Biases");
        return layer.Kind switch
        {
            "conv" or "dense" => nn.Conv2d(layer.FilterDepth, layer.Filters, extent, stride, pad, bias: hasBias),
            "maxpool" => nn.MaxPool2d(extent, stride, pad),
            "globalavgpool" => nn.AdaptiveAvgPool2d(1),
            "relu" => nn.ReLU(),
            "batchnorm" => nn.BatchNorm2d(layer.OutputShape.Channels, layer.Option("Epsilon"), layer.Option("Rate")),
            "add" => null,
            { } kind => throw new NotSupportedException($"there is no {kind} here"),
        };
    }

    /// <summary>The layers one after the other, each on what it names.</summary>
    private Tensor Forward()
    {
        Dictionary<string, Tensor> maps = new() { [description.Layers[0].Name] = images };
        Tensor last = images;
        foreach (LayerDescription layer in description.Layers.Skip(1).Where(layer => !layer.IsLoss))
        {
            Tensor input = maps[layer.Inputs[0]];
            maps[layer.Name] = last = modules.TryGetValue(layer.Name, out nn.Module<Tensor, Tensor>? module) ? module.forward(input) : input + maps[layer.Inputs[1]];
        }

        return last.flatten(1);
    }

    /// <summary>Parameters by the names of ours.</summary>
    private IEnumerable<(string Name, TorchSharp.Modules.Parameter Parameter)> Parameters() =>
        from module in modules
        from parameter in module.Value.named_parameters()
        select ($"{module.Key}.{Role(description.Layers.Single(layer => layer.Name == module.Key).Kind == "batchnorm", parameter.name)}", parameter.parameter);

    private static string Role(bool isNorm, string name) => (isNorm, name) switch
    {
        (true, "weight") => "Scale",
        (true, _) => "Shift",
        (_, "weight") => "Weights",
        _ => "Biases",
    };

    /// <summary>Rows, columns, inputs, filters become filters, inputs, rows, columns.</summary>
    private static void Copy(Parameter source, Tensor target)
    {
        using Tensor values = tensor(source.Values.ToArray(), [.. source.Description.Dimensions.Select(extent => (long)extent)]);
        using Tensor ordered = source.Description.Dimensions.Count == 4 ? values.permute(3, 2, 0, 1) : values.alias();
        target.copy_(ordered);
    }
}
#endif
