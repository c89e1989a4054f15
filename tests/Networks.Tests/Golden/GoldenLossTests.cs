using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>Losses, their gradients and errors are what MatConvNet's are, weights of labels included.</summary>
public sealed class GoldenLossTests(GoldenNetworks networks) : IClassFixture<GoldenNetworks>
{
    /// <summary>Both sides are float sums in some order.</summary>
    private const double Roundings = 16;

    [SkippableFact]
    public void LossesForwardAndBackward()
    {
        Skip.If(GoldenFolder.Path is null, $"there is no golden data; set {GoldenFolder.Variable} to its folder");
        int cases = 0;
        foreach (GoldenCase one in networks.Of("vl_nnsoftmaxloss", "vl_nnloss"))
        {
            using TrainableNetwork net = networks.Create(one);
            float[] x = one.Maps("x"), gradients = new float[x.Length];
            LabelSet labels = GoldenLoss.Labels(one);
            ReferenceNetwork reference = new(net);
            ReferenceGradients expected = reference.Backward(reference.Forward(x), labels);
            LossOf part = expected.Loss.Parts[GoldenLoss.Name];

            // MatConvNet may leave the number of images in.
            double factor = one.Has("normalise") ? one.Dims("x")[3] : 1, scale = factor * one.Stored("dzdy")[0];
            net.ComputeGradients(x, labels, gradients);
            LossReport report = net.Layers.OfType<LossLayer>().Single(loss => loss.Name == GoldenLoss.Name).Report;

            double error = factor * (part.Error + (ReferenceMap.Rounding * Math.Abs(part.Loss)));
            Agreement.Check($"{one.Name}, y", [(float)(factor * report.Loss)], [one.Stored("y")[0]], [error], Roundings);
            Agreement.Check($"{one.Name}, the reference's y", one.Stored("y"), [factor * part.Loss], [error], Roundings);
            float[] dzdx = one.Maps("dzdx");
            double[] errors = [.. part.Gradient.Errors.Select(entry => entry * Math.Abs(scale))];
            Agreement.Check($"{one.Name}, the reference's dzdx", dzdx, [.. part.Gradient.Values.Select(value => value * scale)], errors, Roundings);
            if (part.Weight > 0)
                Agreement.Check($"{one.Name}, dzdx", [.. gradients.Select(gradient => (float)(gradient * scale))], Array.ConvertAll(dzdx, value => (double)value), errors, Roundings);

            cases++;
        }

        Assert.NotEqual(0, cases);
    }
}
