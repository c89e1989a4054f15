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
    public void ConvolutionsPoolsAndRectifications()
    {
        Require();
        foreach (GoldenCase one in networks.Of("vl_nnconv", "vl_nnpool", "vl_nnrelu"))
        {
            using TrainableNetwork net = networks.Create(one);
            float[] x = one.Maps("x"), slope = one.Maps("dzdy");
            ReferenceRun run = new ReferenceNetwork(net).Forward(x);
            Compare(one, "y", net.Forward(x), one.Maps("y"), run.Scores.Errors);

            float[] gradient = GoldenNetworks.Backward(net, x, slope);
            if (one.Operator == "vl_nnconv")
                CompareConv(one, net, run, gradient, slope);
            else
                Compare(one, "dzdx", gradient, one.Maps("dzdx"), PointwiseErrors(run, slope));
        }
    }

    [SkippableFact]
    public void SoftmaxLosses()
    {
        Require();
        foreach (GoldenCase one in networks.Of("vl_nnsoftmaxloss", "vl_nnloss"))
        {
            using TrainableNetwork net = networks.Create(one);
            float[] x = one.Maps("x"), gradients = new float[x.Length];
            int[] labels = [.. (one.Dims("c")[3] == 1 ? one.Stored("c") : one.Maps("c")).Select(label => (int)label - 1)];
            ReferenceNetwork reference = new(net);
            ReferenceGradients expected = reference.Backward(reference.Forward(x), labels);
            float y = one.Stored("y")[0];

            LossReport report = net.ComputeGradients(x, labels, gradients);

            switch (one.Text("loss"))
            {
                case "classerror":
                    Assert.Equal(y, (float)report.Top1Errors / report.Images, 1e-6f);
                    break;
                case "topkerror":
                    Assert.Equal(y, (float)report.Top5Errors / report.Images, 1e-6f);
                    break;
                default:
                    float scale = one.Stored("dzdy")[0];
                    Compare(one, "y", [(float)report.Objective], [y], [expected.Loss.Error]);
                    Compare(one, "dzdx", [.. gradients.Select(gradient => gradient * scale)], one.Maps("dzdx"), [.. expected.Image.Errors.Select(error => error * Math.Abs(scale))]);
                    break;
            }
        }
    }

    /// <summary>Errors of a gradient that is passed on or added up, not multiplied.</summary>
    private static double[] PointwiseErrors(ReferenceRun run, float[] slope)
    {
        ReferenceStep step = run.Steps[1];
        ReferenceSum sum = new(run.Steps[0].Output.Values.Length);
        for (int i = 0; i < slope.Length; i++)
            sum.Add(step.Winners.Length > 0 ? step.Winners[i] : i, slope[i], 0);

        return sum.Errors;
    }

    private static void CompareConv(GoldenCase one, TrainableNetwork net, ReferenceRun run, float[] gradient, float[] slope)
    {
        ReferenceMap slopes = new(run.Scores.Images, run.Scores.Shape);
        Array.ConvertAll(slope, value => (double)value).CopyTo(slopes.Values, 0);
        float[] filters = one.Filters("w");
        ReferenceSum weights = new(filters.Length), biases = new(one.HasTensor("b") ? one.Dims("w")[3] : 0), input = new(gradient.Length);
        ReferenceConv.Backward(run.Steps[0].Output, slopes, run.Steps[1].Layer.Window, Array.ConvertAll(filters, value => (double)value), weights, biases, input);

        Compare(one, "dzdx", gradient, one.Maps("dzdx"), input.Errors);
        Compare(one, "dzdw", Gradient("Scores.Weights"), one.Filters("dzdw"), weights.Errors);
        if (biases.Length > 0)
            Compare(one, "dzdb", Gradient("Scores.Biases"), one.Stored("dzdb"), biases.Errors);

        float[] Gradient(string name)
        {
            ParameterDescription array = net.Parameters[name].Description;
            return net.Gradients.Slice(array.Offset, array.Length).ToArray();
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
