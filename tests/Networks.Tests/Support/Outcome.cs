namespace Kiln.Networks.Tests.Support;

/// <summary>All that a network computes for a batch.</summary>
/// <param name="Report">The loss.</param>
/// <param name="Scores">The scores.</param>
/// <param name="Gradients">The gradients of the parameters.</param>
/// <param name="ImageGradients">The gradients of the images.</param>
internal sealed record Outcome(LossReport Report, float[] Scores, float[] Gradients, float[] ImageGradients)
{
    public static Outcome Of(TrainableNetwork net, int images, int seed) => Of(
        net,
        Samples.Floats(images * net.Description.InputFloats, seed),
        LabelSet.Draw(net, images, seed));

    public static Outcome Of(TrainableNetwork net, float[] input, LabelSet labels)
    {
        float[] gradients = new float[input.Length];
        LossReport report = net.ComputeGradients(input, labels, gradients);
        return new Outcome(report, net.Forward(input).ToArray(), net.Gradients.ToArray(), gradients);
    }

    /// <summary>Fails on the first bit that differs.</summary>
    public void IsSameAs(Outcome other)
    {
        Assert.Equal(other.Report, Report);
        Agreement.SameBits("the scores", Scores, other.Scores);
        Agreement.SameBits("the gradients", Gradients, other.Gradients);
        Agreement.SameBits("the gradients of the images", ImageGradients, other.ImageGradients);
    }
}
