using System.Globalization;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>A network of one layer for every supported case, and a way into its backward pass after the loss.</summary>
public sealed class GoldenNetworks : IDisposable
{
    private readonly NetworkBuild? build;
    private readonly GoldenCase[] cases = [];

    public GoldenNetworks()
    {
        if (GoldenFolder.Path is null)
            return;

        GoldenCase[] all = [.. GoldenFolder.Cases()];
        cases = [.. all.Where(one => one.Unsupported is null)];
        Unsupported = all.Length - cases.Length;
        build = new NetworkBuild(cases.Select(Declare));
    }

    /// <summary>How many cases are of layers that Kiln does not have.</summary>
    public int Unsupported { get; }

    public void Dispose() => build?.Dispose();

    internal IEnumerable<GoldenCase> Of(params string[] operators) => cases.Where(one => operators.Contains(one.Operator));

    /// <summary>The network of a case, its parameters set.</summary>
    internal TrainableNetwork Create(GoldenCase one)
    {
        TrainableNetwork net = (TrainableNetwork)build!.Create(ClassName(one), one.Dims("x")[3], 1);
        foreach ((string array, string tensor) in GoldenLayer.Arrays(one))
            net.Parameters[$"Scores.{array}"].Set(GoldenLayer.Values(one, tensor));

        return net;
    }

    /// <summary>Runs a network forward, then backward from a given gradient of its scores.</summary>
    internal static float[] Backward(TrainableNetwork net, float[] input, float[] slope)
    {
        int[] labels = [.. Enumerable.Repeat(-1, input.Length / net.Description.InputFloats)];
        net.ComputeGradients(input, labels, new float[input.Length]);
        return (float[])net.GetType().GetMethod("BackwardFrom")!.Invoke(net, [slope, input.Length])!;
    }

    private static string ClassName(GoldenCase one) => "Golden_" + string.Concat(one.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Declare(GoldenCase one)
    {
        int[] x = one.Dims("x");
        return string.Create(CultureInfo.InvariantCulture, $$"""
            [Network]
            public sealed partial class {{ClassName(one)}}
            {
                [Input({{x[0]}}, {{x[1]}}, {{x[2]}})] public partial Layer Image { get; }
                [{{GoldenLayer.Attribute(one)}}] public partial {{GoldenLayer.Type(one)}} Scores { get; }
                {{GoldenLoss.Lines(one)}}

                public float[] BackwardFrom(float[] slope, int length)
                {
                    slope.CopyTo(Scores_Gradient);
                    RunBackward(true);
                    float[] gradient = new float[length];
                    CopyInputGradient(gradient);
                    return gradient;
                }
            }
            """);
    }
}
