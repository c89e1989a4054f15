using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A map that the layer under test reads, and MatConvNet's derivative by it.</summary>
/// <param name="one">The case.</param>
/// <param name="tensor">The tensor, for example <c>x</c>; its derivative is <c>dzdx</c>.</param>
internal sealed class MapInput(GoldenCase one, string tensor)
{
    private readonly Tensor? derivative = one.Expected($"dzd{tensor}");

    /// <summary>The maps.</summary>
    public Tensor Values { get; init; } = one[tensor];

    /// <summary>The property that declares it.</summary>
    public string Property => $"In_{tensor}";

    /// <summary>How Kiln has the derivative.</summary>
    public Layout DerivativeLayout { get; init; } = Layouts.Maps;

    /// <summary>How large the terms are of which the derivative is the difference; 0 where it is none. See <see cref="TensorError.Of"/>.</summary>
    public double Terms { get; init; }

    /// <summary>What MatConvNet would give where Kiln's derivative is this, for the operators in whose derivative the two do not mean the same.</summary>
    public Func<float[], float[]> AsMatConvNet { get; init; } = gradient => gradient;

    /// <summary>Floats of one map.</summary>
    public int Floats => Values.Shape.Count;

    /// <summary>Its line in the class.</summary>
    public string Declare() => $"[Input({Values.Height}, {Values.Width}, {Values.Channels})] public partial Layer {Property} {{ get; }}";

    /// <summary>Compares the gradient of a backward run.</summary>
    public IEnumerable<TensorError> Compare(float[] gradient)
    {
        if (derivative is not null)
            yield return TensorError.Of(derivative.Name, AsMatConvNet(gradient), DerivativeLayout(derivative), Terms);
    }
}
