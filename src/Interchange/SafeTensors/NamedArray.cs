namespace Kiln.Interchange.SafeTensors;

/// <summary>One parameter array as a file has it: its name and extents there.</summary>
/// <param name="Description">The array.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="Extents">Its extents in the file.</param>
/// <param name="FiltersOutermost">Whether what is innermost here is outermost there.</param>
internal sealed record NamedArray(ParameterDescription Description, string Name, IReadOnlyList<int> Extents, bool FiltersOutermost)
{
    /// <summary>All arrays of a network.</summary>
    public static IReadOnlyList<NamedArray> All(NetworkDescription network, TensorOrder order)
    {
        if (order == TensorOrder.Kiln)
            return [.. network.Parameters.Select(array => new NamedArray(array, array.Name, array.Dimensions, FiltersOutermost: false))];

        Dictionary<string, string> kinds = network.Layers.ToDictionary(layer => layer.Name, layer => layer.Kind);
        return [.. network.Parameters.Select(array => PyTorch(array, kinds[array.Layer]))];
    }

    /// <summary>The order whose names a file has; Kiln's if it has none of either.</summary>
    public static TensorOrder OrderOf(NetworkDescription network, IReadOnlyDictionary<string, Tensor> tensors) =>
        All(network, TensorOrder.PyTorch).Count(array => tensors.ContainsKey(array.Name)) > All(network, TensorOrder.Kiln).Count(array => tensors.ContainsKey(array.Name))
            ? TensorOrder.PyTorch : TensorOrder.Kiln;

    /// <summary>Values in the file's order.</summary>
    /// <param name="ours">The array's.</param>
    /// <param name="theirs">Gets them.</param>
    public void Write(ReadOnlySpan<float> ours, Span<float> theirs)
    {
        if (FiltersOutermost)
            FilterOrder.ToOutermost(ours, theirs, Description.Dimensions[^2], Description.Dimensions[^1]);
        else
            ours.CopyTo(theirs);
    }

    /// <summary>Values in our order.</summary>
    /// <param name="theirs">The file's.</param>
    /// <param name="ours">Gets them.</param>
    public void Read(ReadOnlySpan<float> theirs, Span<float> ours)
    {
        if (FiltersOutermost)
            FilterOrder.ToInnermost(theirs, ours, Description.Dimensions[^2], Description.Dimensions[^1]);
        else
            theirs.CopyTo(ours);
    }

    private static NamedArray PyTorch(ParameterDescription array, string kind)
    {
        string name = array.Layer + "." + array.Role switch
        {
            "Weights" or "Scale" => "weight",
            "Biases" or "Shift" => "bias",
            "Mean" => "running_mean",
            "Variance" => "running_var",
            _ => array.Role,
        };
        IReadOnlyList<int> own = array.Dimensions;
        return array.Role != "Weights" ? new NamedArray(array, name, own, FiltersOutermost: false)
            : new NamedArray(array, name, kind == "dense" ? [own[3], own[0] * own[1] * own[2]] : [own[3], own[2], own[0], own[1]], FiltersOutermost: true);
    }
}
