#if TORCHSHARP
using TorchSharp;
using static TorchSharp.torch;

namespace Kiln.Bench.Peers;

/// <summary>The layers of a network as TorchSharp has them, from the same parameters.</summary>
internal sealed class TorchSharpLayers : IDisposable
{
    private readonly NetworkDescription description;
    private readonly Dictionary<string, nn.Module<Tensor, Tensor>> modules = [];

    /// <summary>Builds them.</summary>
    /// <param name="parameters">The parameters to start from.</param>
    public TorchSharpLayers(ParameterSet parameters)
    {
        description = parameters.Network;
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
    }

    /// <summary>Maps in TorchSharp's order; ours have channels innermost.</summary>
    /// <param name="values">Map after map.</param>
    /// <param name="count">How many.</param>
    /// <param name="shape">Extents of each.</param>
    public static Tensor Maps(float[] values, int count, Shape shape) =>
        tensor(values, [count, shape.Height, shape.Width, shape.Channels]).permute(0, 3, 1, 2).contiguous();

    /// <summary>The layers one after the other, each on what it names.</summary>
    /// <param name="images">The images.</param>
    public Tensor Forward(Tensor images)
    {
        Dictionary<string, Tensor> maps = new() { [description.Layers[0].Name] = images };
        Tensor last = images;
        foreach (LayerDescription layer in description.Layers.Skip(1).Where(layer => !layer.IsLoss))
        {
            Tensor input = maps[layer.Inputs[0]];
            maps[layer.Name] = last = modules.TryGetValue(layer.Name, out nn.Module<Tensor, Tensor>? module) ? module.forward(input) : input + maps[layer.Inputs[1]];
        }

        return last;
    }

    /// <summary>Parameters by the names of ours.</summary>
    public IEnumerable<(string Name, TorchSharp.Modules.Parameter Parameter)> Parameters() =>
        from module in modules
        from parameter in module.Value.named_parameters()
        select ($"{module.Key}.{Role(description.Layers.Single(layer => layer.Name == module.Key).Kind == "batchnorm", parameter.name)}", parameter.parameter);

    public void Dispose()
    {
        foreach (nn.Module<Tensor, Tensor> module in modules.Values)
            module.Dispose();
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
            "conv" => nn.Conv2d(
                layer.FilterDepth * (long)layer.Option("Groups"), layer.Filters, extent, stride, pad, (window.DilationY, window.DilationX), groups: (long)layer.Option("Groups"), bias: hasBias),
            "dense" => nn.Conv2d(layer.FilterDepth, layer.Filters, extent, stride, pad, bias: hasBias),
            "maxpool" => nn.MaxPool2d(extent, stride, pad),
            "avgpool" => nn.AvgPool2d(extent, stride, pad, count_include_pad: false),
            "globalavgpool" => nn.AdaptiveAvgPool2d(1),
            "relu" => nn.ReLU(),
            "batchnorm" => nn.BatchNorm2d(layer.OutputShape.Channels, layer.Option("Epsilon"), layer.Option("Rate")),
            "add" => null,
            { } kind => throw new NotSupportedException($"there is no {kind} here"),
        };
    }

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
