using System.Globalization;

namespace Kiln.Networks.Tests.Golden;

/// <summary>The layer that computes a golden case.</summary>
internal static class GoldenLayer
{
    /// <summary>Its attribute.</summary>
    public static string Attribute(GoldenCase one)
    {
        int[] pads = one.Numbers("pad", 4, 0), strides = one.Numbers("stride", 2, 1);
        string window = $"StrideY = {strides[0]}, StrideX = {strides[1]}, PadTop = {pads[0]}, PadBottom = {pads[1]}, PadLeft = {pads[2]}, PadRight = {pads[3]}";
        switch (one.Operator)
        {
            case "vl_nnconv":
                int[] w = one.Dims("w"), dilation = one.Numbers("dilate", 2, 1);
                return $"Conv({w[0]}, {w[1]}, {w[3]}, {window}, Groups = {one.Dims("x")[2] / w[2]}, DilationY = {dilation[0]}, DilationX = {dilation[1]}, Bias = {(one.HasTensor("b") ? "true" : "false")})";
            case "vl_nnpool":
                int[] pool = one.Numbers("pool", 2, 1);
                return $"{(one.Text("method") == "avg" ? "AvgPool" : "MaxPool")}({pool[0]}, {pool[1]}, {window})";
            case "vl_nnrelu":
                return $"Relu(Leak = {Text(one.Number("leak"))})";
            case "vl_nnsigmoid":
                return "Sigmoid";
            case "vl_nnsoftmax":
                return "Softmax";
            case "vl_nnnormalize":
                double[] p = one.Fractions("param");
                return $"Lrn({Text(p[0])}, Kappa = {Text(p[1])}, Alpha = {Text(p[2])}, Beta = {Text(p[3])})";
            case "vl_nnbnorm":
                return one.Has("epsilon") ? $"BatchNorm(Epsilon = {Text(one.Number("epsilon"))})" : "BatchNorm(Epsilon = 1e-4)";
            default:
                // A network has a layer between image and loss: the maximum of one pixel is the pixel.
                return "MaxPool(1)";
        }
    }

    /// <summary>The type of its property.</summary>
    public static string Type(GoldenCase one) => one.Operator switch
    {
        "vl_nnconv" => "ConvLayer",
        "vl_nnbnorm" => "BatchNormLayer",
        _ => "Layer",
    };

    /// <summary>Its arrays of parameters, and the tensor that each is.</summary>
    public static IEnumerable<(string Array, string Tensor)> Arrays(GoldenCase one)
    {
        (string, string)[] all = one.Operator switch
        {
            "vl_nnconv" => [("Weights", "w"), ("Biases", "b")],
            "vl_nnbnorm" => [("Scale", "g"), ("Shift", "b")],
            _ => [],
        };
        return all.Where(pair => one.HasTensor(pair.Item2));
    }

    /// <summary>A tensor as an array of parameters, or its gradient.</summary>
    public static float[] Values(GoldenCase one, string tensor) => one.Dims(tensor)[3] > 1 || tensor.EndsWith('w') ? one.Filters(tensor) : one.Stored(tensor);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
