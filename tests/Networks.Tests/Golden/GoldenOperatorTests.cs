using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;
using Xunit.Abstractions;

namespace Kiln.Networks.Tests.Golden;

/// <summary>Single layers give what MatConvNet's give.</summary>
public sealed class GoldenOperatorTests(GoldenNetworks networks, ITestOutputHelper output) : IClassFixture<GoldenNetworks>
{
    /// <summary>Both sides are float sums in some order.</summary>
    private const double Roundings = 16;

    [SkippableFact]
    public void LayersForwardAndBackward()
    {
        Require();
        foreach (GoldenCase one in networks.Of("vl_nnconv", "vl_nnpool", "vl_nnrelu", "vl_nnsigmoid", "vl_nnsoftmax", "vl_nnnormalize", "vl_nnbnorm"))
        {
            using TrainableNetwork net = networks.Create(one);
            float[] x = one.Maps("x"), slope = one.Maps("dzdy");
            GoldenReference expected = new(new ReferenceNetwork(net), x, slope);
            float[] gradient = GoldenNetworks.Backward(net, x, slope);

            // MatConvNet takes powers to three digits; the exact ones lie beside.
            string exact = one.HasTensor("y_exact") ? "_exact" : "";
            Compare(one, "y", net.Layers[1].Output, one.Maps($"y{exact}"), expected.Output.Errors);
            Compare(one, "dzdx", gradient, one.Maps($"dzdx{exact}"), expected.Input.Errors);
            Agreement.Check($"{one.Name}, the reference's y", one.Maps($"y{exact}"), expected.Output, Roundings);
            Agreement.Check($"{one.Name}, the reference's dzdx", one.Maps($"dzdx{exact}"), expected.Input, Roundings);
            foreach ((string array, string tensor) in GoldenLayer.Arrays(one))
            {
                ParameterDescription description = net.Parameters[$"Scores.{array}"].Description;
                float[] stored = GoldenLayer.Values(one, $"dzd{tensor}");
                Compare(one, $"dzd{tensor}", net.Gradients.Slice(description.Offset, description.Length), stored, expected.Parameters[description.Name].Errors);
                Agreement.Check($"{one.Name}, the reference's dzd{tensor}", stored, expected.Parameters[description.Name], Roundings);
            }
        }
    }

    private static void Compare(GoldenCase one, string what, ReadOnlySpan<float> actual, float[] expected, double[] errors) =>
        Agreement.Check($"{one.Name}, {what}", actual, Array.ConvertAll(expected, value => (double)value), errors, Roundings);

    private void Require()
    {
        Skip.If(GoldenFolder.Path is null, $"there is no golden data; set {GoldenFolder.Variable} to its folder");
        output.WriteLine($"{networks.Unsupported} cases are of layers that Kiln does not have");
    }
}
