namespace Kiln.Networks.Tests.Reference;

/// <summary>What a network must compute: its description carried out layer by layer in double precision, with no thought of speed.</summary>
internal sealed class ReferenceNetwork
{
    private readonly NetworkDescription description;

    /// <summary>A reference with the network's present parameters.</summary>
    public ReferenceNetwork(Network network)
    {
        description = network.Description;
        Parameters = [.. network.Parameters.Values.ToArray().Select(value => (double)value)];
    }

    /// <summary>The arena of parameters, for tests that shift one of them.</summary>
    public double[] Parameters { get; }

    /// <summary>Forward over images of the declared extents.</summary>
    public ReferenceRun Forward(ReadOnlySpan<float> input) => Forward(input, description.Input.Height, description.Input.Width);

    /// <summary>Forward over maps of given extents.</summary>
    public ReferenceRun Forward(ReadOnlySpan<float> input, int height, int width)
    {
        double[] values = new double[input.Length];
        for (int i = 0; i < input.Length; i++)
            values[i] = input[i];

        return Forward(values, height, width);
    }

    /// <summary>Forward over maps in double precision.</summary>
    public ReferenceRun Forward(double[] input, int height, int width)
    {
        Shape shape = new(height, width, description.Input.Channels);
        ReferenceMap map = new(input.Length / shape.Count, shape);
        input.CopyTo(map.Values, 0);
        map.NumberSources();
        List<ReferenceStep> steps = [new(description.Layers[0], map, [])];
        bool decided = true;
        foreach (LayerDescription layer in description.Layers.Skip(1).Where(layer => layer.Kind != "softmaxloss"))
        {
            ReferenceMap x = steps[^1].Output, y = new(x.Images, Output(layer, x.Shape));
            int[] winners = layer.Kind == "maxpool" ? new int[y.Values.Length] : [];
            switch (layer.Kind)
            {
                case "conv":
                    ReferenceConv.Forward(x, y, layer.Window, Array(layer, "Weights"), Array(layer, "Biases"), IsTransformed(layer));
                    break;
                case "maxpool":
                    decided &= ReferencePointwise.MaxPool(x, y, layer.Window, winners);
                    break;
                case "relu":
                    decided &= ReferencePointwise.Relu(x, y);
                    break;
                default:
                    throw new NotSupportedException($"the reference knows no {layer.Kind}");
            }

            steps.Add(new ReferenceStep(layer, y, winners));
        }

        return new ReferenceRun(steps, decided);
    }

    /// <summary>The gradients of the loss over a forward run.</summary>
    public ReferenceGradients Backward(ReferenceRun run, ReadOnlySpan<int> labels)
    {
        ReferenceLoss loss = new(run.Scores, labels);
        Dictionary<string, ReferenceSum> parameters = [];
        ReferenceMap gradient = loss.Gradient;
        for (int i = run.Steps.Count - 1; i > 0; i--)
        {
            (LayerDescription layer, _, int[] winners) = run.Steps[i];
            ReferenceMap x = run.Steps[i - 1].Output;
            if (layer.Kind == "conv")
            {
                ReferenceSum weights = new(Array(layer, "Weights").Length, IsTransformed(layer)), biases = new(Array(layer, "Biases").Length);
                ReferenceSum input = new(x.Values.Length, IsTransformed(layer));
                ReferenceConv.Backward(x, gradient, layer.Window, Array(layer, "Weights"), weights, biases, input);
                gradient = input.ToMap(x.Images, x.Shape);
                parameters[$"{layer.Name}.Weights"] = weights;
                if (biases.Length > 0)
                    parameters[$"{layer.Name}.Biases"] = biases;
            }
            else
            {
                gradient = layer.Kind == "maxpool"
                    ? ReferencePointwise.MaxPoolBackward(x, gradient, winners)
                    : ReferencePointwise.ReluBackward(x, gradient);
            }
        }

        return new ReferenceGradients(loss, parameters, gradient);
    }

    private static Shape Output(LayerDescription layer, Shape input)
    {
        WindowDescription w = layer.Window;
        return new Shape(
            ((input.Height + w.PadTop + w.PadBottom - w.Height) / w.StrideY) + 1,
            ((input.Width + w.PadLeft + w.PadRight - w.Width) / w.StrideX) + 1,
            layer.Filters == 0 ? input.Channels : layer.Filters);
    }

    /// <summary>Whether some kernel computes the layer in Winograd's domain, F(outputs, taps), which costs more roundings.</summary>
    private bool IsTransformed(LayerDescription layer) => description.Kernels.Any(kernel =>
        kernel.ReasonFor(256).StartsWith("F(", StringComparison.Ordinal) && kernel.Name.Split('_').Contains(layer.Name));

    private ReadOnlySpan<double> Array(LayerDescription layer, string role) =>
        description.Parameters.FirstOrDefault(parameter => parameter.Name == $"{layer.Name}.{role}") is { } array
            ? Parameters.AsSpan(array.Offset, array.Length)
            : default;
}
