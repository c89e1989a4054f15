using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>An array of parameters of the layer under test, with MatConvNet's values and derivative.</summary>
internal sealed class ParameterTensor
{
    private readonly Tensor? values;
    private readonly Tensor? derivative;
    private readonly string array;
    private readonly Layout layout;

    /// <param name="one">The case.</param>
    /// <param name="array">The array of the layer, for example <c>Weights</c>.</param>
    /// <param name="tensor">The tensor, for example <c>w</c>; its derivative is <c>dzdw</c>. Where it is absent the layer has no such array.</param>
    /// <param name="layout">How the array lies in memory.</param>
    public ParameterTensor(GoldenCase one, string array, string tensor, Layout layout)
    {
        this.array = array;
        this.layout = layout;
        values = one.Find(tensor);
        derivative = one.Expected($"dzd{tensor}");
    }

    /// <summary>Puts the values into a network.</summary>
    public void Set(TrainableNetwork net, string layer)
    {
        if (values is not null)
            net.Parameters[$"{layer}.{array}"].Set(layout(values));
    }

    /// <summary>Compares the gradient of the last backward run.</summary>
    public IEnumerable<TensorError> Compare(TrainableNetwork net, string layer)
    {
        if (derivative is null)
            yield break;

        ParameterDescription description = net.Parameters[$"{layer}.{array}"].Description;
        yield return TensorError.Of(derivative.Name, net.Gradients.Slice(description.Offset, description.Length), layout(derivative));
    }
}
