using System.Globalization;

namespace Kiln.Inspection;

/// <summary>How large a network is, in the numbers that papers give.</summary>
/// <param name="Parameters">Weights, biases, scales and shifts; not what batch normalisations keep of the batches.</param>
/// <param name="Moments">Means and variances that batch normalisations keep.</param>
/// <param name="MultiplyAdds">Multiply-adds an image in convolutions and dense layers, by the plain sums that define them.</param>
/// <param name="TrainingMultiplyAdds">The same of a training step: with the gradients by all weights and, but for layers that read an input, by what they read.</param>
public readonly record struct NetworkSize(long Parameters, long Moments, long MultiplyAdds, long TrainingMultiplyAdds)
{
    /// <summary>The size of a network.</summary>
    /// <param name="network">The network.</param>
    public static NetworkSize Of(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        long parameters = 0, moments = 0, multiplyAdds = 0, training = 0;
        foreach (ParameterDescription array in network.Parameters)
        {
            int role = array.Name.LastIndexOf('.');
            if (array.Name[role..] is ".Mean" or ".Variance")
                moments += array.Length;
            else
                parameters += array.Length;
        }

        foreach (LayerDescription layer in network.Layers)
        {
            long own = MultiplyAddsOf(network, layer);
            multiplyAdds += own;
            training += own * (network.Layers.Take(network.InputCount).Any(input => layer.Inputs.Contains(input.Name)) ? 2 : 3);
        }

        return new NetworkSize(parameters, moments, multiplyAdds, training);
    }

    /// <summary>Multiply-adds an image of one layer, by the plain sum that defines it: every weight of a filter is used once a position. 0 without filters.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">One of its layers.</param>
    public static long MultiplyAddsOf(NetworkDescription network, LayerDescription layer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layer);
        string weights = $"{layer.ParametersOf}.Weights";
        return (long)layer.OutputShape.Height * layer.OutputShape.Width * (network.Parameters.FirstOrDefault(array => array.Name == weights)?.Length ?? 0);
    }

    /// <summary>One line: <c>25,557,032 parameters and 53,120 moments; 4,089,184,256 multiply-adds an image</c>.</summary>
    public override string ToString() =>
        $"{Number(Parameters)} parameters{(Moments == 0 ? "" : $" and {Number(Moments)} moments")}; {Number(MultiplyAdds)} multiply-adds an image";

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
