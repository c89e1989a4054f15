using Kiln.Numerics;

namespace Kiln.Networks.Tests.Reference;

/// <summary>What a layer may ask for in a forward run.</summary>
/// <param name="network">The network.</param>
/// <param name="training">Whether it runs as in training.</param>
internal class ReferenceForward(ReferenceNetwork network, bool training)
{
    public bool Training => training;

    /// <summary>The parameters of a layer; empty where it has none of that role.</summary>
    public ReadOnlySpan<double> Array(LayerDescription layer, string role) =>
        Find(layer, role) is { } array ? network.Parameters.AsSpan(array.Offset, array.Length) : default;

    /// <summary>The weights of a convolution as its kernel has them.</summary>
    public ReadOnlySpan<double> Weights(LayerDescription layer)
    {
        ReadOnlySpan<double> weights = Array(layer, "Weights");
        if (!network.HasHalfWeights(layer))
            return weights;

        float[] rounded = System.Array.ConvertAll(weights.ToArray(), weight => (float)weight);
        HalfWeights.Round(rounded, rounded);
        return System.Array.ConvertAll(rounded, weight => (double)weight);
    }

    /// <summary>Whether dropout keeps an element of an image.</summary>
    public bool Keeps(LayerDescription layer, int image, int element) =>
        (network.Keeps ?? throw new InvalidOperationException($"{layer.Name} drops values, but nobody says which"))(layer, image, element);

    /// <summary>Whether some kernel computes the layer in Winograd's domain, which costs more roundings.</summary>
    public bool IsTransformed(LayerDescription layer) => network.IsTransformed(layer);

    /// <summary>The layers that have the arrays of one.</summary>
    public IEnumerable<LayerDescription> Users(LayerDescription layer) => network.Description.Layers.Where(other => other.ParametersOf == layer.ParametersOf);

    protected ParameterDescription? Find(LayerDescription layer, string role) =>
        network.Description.Parameters.FirstOrDefault(parameter => parameter.Name == $"{layer.ParametersOf}.{role}");
}

/// <summary>What a layer may ask for in a backward run.</summary>
/// <param name="network">The network.</param>
/// <param name="training">Whether the forward run was one of training.</param>
internal sealed class ReferenceBackward(ReferenceNetwork network, bool training) : ReferenceForward(network, training)
{
    private readonly Dictionary<string, ReferenceSum> sums = [];

    /// <summary>The gradients so far. An array that is frozen has none, and one of averages has what the batch has in its place.</summary>
    public IReadOnlyDictionary<string, ReferenceSum> Sums => sums;

    /// <summary>Where the gradient of a layer's parameters is added up; of no length where it has none of that role.</summary>
    public ReferenceSum Gradient(LayerDescription layer, string role)
    {
        if (Find(layer, role) is not { } array)
            return new ReferenceSum(0);

        if (array.Update != ParameterUpdate.Fixed && sums.TryGetValue(array.Name, out ReferenceSum? before))
            return before;

        ReferenceSum sum = new(array.Length, Users(layer).Any(IsTransformed));
        sums[array.Name] = array.Update == ParameterUpdate.Fixed ? new ReferenceSum(array.Length) : sum;
        return sum;
    }
}
