namespace Kiln.Training;

/// <summary>Where a training stopped being finite.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="What">What of it, for the message: <c>the output of Conv1</c>.</param>
internal readonly record struct Divergence(string Layer, string What)
{
    /// <summary>The first layer that is not finite after a run with gradients: first of the outputs, then of the gradients by parameters, then of the parameters, each in the order of the layers.</summary>
    /// <remarks>Only what is stored can be looked at. Of layers that one kernel computes, so that only the last is stored, the one is named that can make numbers that are not finite of
    /// finite ones; if several can, all are.</remarks>
    /// <param name="network">The network, before the step that the gradients are for.</param>
    /// <returns>Null if all is finite.</returns>
    public static Divergence? Find(TrainableNetwork network)
    {
        IReadOnlyList<LayerDescription> layers = network.Description.Layers;
        for (int i = 0; i < layers.Count; i++)
        {
            if ((layers[i].Stored || layers[i].IsLoss) && !IsFinite(network.LayerOutput(i)))
                return OfOutput(network, i);
        }

        return OfArrays(network, layers, array => array.Description.Update == ParameterUpdate.Fixed ? default : network.Gradient(array.Description), "the gradient by ")
            ?? FindInParameters(network);
    }

    /// <summary>The first array of parameters that is not finite.</summary>
    /// <param name="network">The network.</param>
    /// <returns>Null if all are finite.</returns>
    public static Divergence? FindInParameters(TrainableNetwork network) =>
        IsFinite(network.Parameters.Values) ? null : OfArrays(network, network.Description.Layers, array => array.Values, "");

    /// <summary>The layer itself, those before it that are fused into its kernel and stored nowhere, and whether the parameters of these are to blame.</summary>
    private static Divergence OfOutput(TrainableNetwork network, int index)
    {
        IReadOnlyList<LayerDescription> layers = network.Description.Layers;
        LayerDescription layer = layers[index];
        if (layer.Kind == "input")
            return new(layer.Name, $"{layer.Name}, that is an image as it was given,");

        List<LayerDescription> together = [layer];
        for (int i = index - 1; i >= 0 && !layers[i].Stored && layers[i].ForwardKernel == layer.ForwardKernel; i--)
            together.Insert(0, layers[i]);

        // What has no number for a weight has none for an output, whatever it reads.
        if (OfArrays(network, together, array => array.Values, "") is { } bad)
            return new(bad.Layer, $"the output of {bad.Layer}, like {bad.What},");

        LayerDescription[] suspects = [.. together.Where(one => one.Kind is not ("relu" or "maxpool" or "concat"))];
        return suspects switch
        {
            [] => new(layer.Name, $"the output of {layer.Name}"),
            [var one] => new(one.Name, $"the output of {one.Name}"),
            _ => new(suspects[^1].Name, $"the output of {suspects[^1].Name}, which one kernel computes with {string.Join(", ", suspects.SkipLast(1).Select(one => one.Name))},"),
        };
    }

    /// <summary>The first of some layers with an array of which some values are not finite.</summary>
    private static Divergence? OfArrays(TrainableNetwork network, IEnumerable<LayerDescription> layers, Func<Parameter, ReadOnlySpan<float>> values, string what)
    {
        foreach (LayerDescription layer in layers)
        {
            foreach (Parameter array in network.Parameters.Arrays)
            {
                if (array.Description.Layer == layer.ParametersOf && !IsFinite(values(array)))
                    return new(layer.Name, what + array.Description.Name);
            }
        }

        return null;
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
