using System.Globalization;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>A network of one layer for every supported case, and a way into its backward pass behind the loss.</summary>
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
        if (one.HasTensor("w"))
            net.Parameters["Scores.Weights"].Set(one.Filters("w"));
        if (one.HasTensor("b"))
            net.Parameters["Scores.Biases"].Set(one.Stored("b"));

        return net;
    }

    /// <summary>Runs a network forward, then backward from a given gradient of its scores.</summary>
    internal static float[] Backward(TrainableNetwork net, float[] input, float[] slope)
    {
        int[] labels = [.. Enumerable.Repeat(-1, input.Length / net.Description.Input.Count)];
        net.ComputeGradients(input, labels, new float[input.Length]);
        return (float[])net.GetType().GetMethod("BackwardFrom")!.Invoke(net, [slope, input.Length])!;
    }

    private static string ClassName(GoldenCase one) => "Golden_" + string.Concat(one.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Declare(GoldenCase one)
    {
        int[] x = one.Dims("x");
        bool conv = one.Operator == "vl_nnconv";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            [Network]
            public sealed partial class {{ClassName(one)}}
            {
                [Input({{x[0]}}, {{x[1]}}, {{x[2]}})] public partial Layer Image { get; }
                [{{Layer(one)}}] public partial {{(conv ? "ConvLayer" : "Layer")}} Scores { get; }
                [SoftmaxLoss] public partial LossLayer Loss { get; }

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

    private static string Layer(GoldenCase one)
    {
        int[] pads = one.Numbers("pad", 4, 0), strides = one.Numbers("stride", 2, 1);
        string window = $"StrideY = {strides[0]}, StrideX = {strides[1]}, PadTop = {pads[0]}, PadBottom = {pads[1]}, PadLeft = {pads[2]}, PadRight = {pads[3]}";
        switch (one.Operator)
        {
            case "vl_nnconv":
                int[] w = one.Dims("w");
                return $"Conv({w[0]}, {w[1]}, {w[3]}, {window}, Bias = {(one.HasTensor("b") ? "true" : "false")})";
            case "vl_nnpool":
                int[] pool = one.Numbers("pool", 2, 1);
                return $"MaxPool({pool[0]}, {pool[1]}, {window})";
            case "vl_nnrelu":
                return "Relu";
            default:
                // A network has a layer between image and loss: the maximum of one pixel is the pixel.
                return "MaxPool(1)";
        }
    }
}
