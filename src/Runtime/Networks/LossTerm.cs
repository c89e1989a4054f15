namespace Kiln;

/// <summary>One loss of a network that trains: its labels, and what its kernel finds.</summary>
internal sealed class LossTerm
{
    /// <summary>What the loss of a pixel counts in that of its image.</summary>
    private readonly double share;

    /// <param name="layer">The loss.</param>
    /// <param name="scores">What it reads.</param>
    /// <param name="maxBatch">The most images of a call.</param>
    /// <param name="network">The network's name, for a message.</param>
    public LossTerm(LayerDescription layer, LayerDescription scores, int maxBatch, string network)
    {
        Layer = layer;
        Weight = layer.Option("Weight");
        Positions = scores.OutputShape.Height * scores.OutputShape.Width;
        Classes = scores.OutputShape.Channels;
        share = ShareOf(layer, Positions);
        int pixels = Require.Fits(Positions, maxBatch, Array.MaxLength, "labels", network);
        Labels = new int[pixels];
        Losses = new float[pixels];
        Ranks = new int[pixels];
    }

    public LayerDescription Layer { get; }

    public double Weight { get; }

    /// <summary>Pixels of the score map.</summary>
    public int Positions { get; }

    public int Classes { get; }

    public int[] Labels { get; }

    public float[] Losses { get; }

    public int[] Ranks { get; }

    /// <summary>Checks and stores labels, one an image or one a pixel.</summary>
    public void Accept(ReadOnlySpan<int> given, int images, string parameter)
    {
        int pixels = images * Positions;
        if (given.Length != images && given.Length != pixels)
        {
            throw new ArgumentException(
                $"{images} images need {(Positions == 1 ? $"{images}" : $"{images} (one an image) or {pixels} (one a pixel)")} labels, but {given.Length} were given",
                parameter);
        }

        int share = pixels / given.Length;
        for (int i = 0; i < pixels; i++)
        {
            int label = given[i / share];
            if (label < -1 || label >= Classes)
                throw new ArgumentException($"label {label} at index {i / share} is not a class: classes run from 0 to {Classes - 1}, −1 is ignored", parameter);
            Labels[i] = label;
        }
    }

    /// <summary>What it found.</summary>
    public LossReport Report(int images)
    {
        int pixels = images * Positions;
        return Report(Losses.AsSpan(0, pixels), Ranks.AsSpan(0, pixels), images, share);
    }

    /// <summary>Sums in the order of the images, so that the bits do not depend on who computed which.</summary>
    /// <param name="losses">The loss of every pixel.</param>
    /// <param name="ranks">How many classes score above the labelled one.</param>
    /// <param name="images">How many images.</param>
    /// <param name="share">What the loss of a pixel counts in that of its image.</param>
    public static LossReport Report(ReadOnlySpan<float> losses, ReadOnlySpan<int> ranks, int images, double share)
    {
        double loss = 0;
        int top1 = 0, top5 = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            loss += losses[i];
            top1 += ranks[i] > 0 ? 1 : 0;
            top5 += ranks[i] >= 5 ? 1 : 0;
        }

        return new LossReport(images, loss * share / images, top1, top5);
    }

    /// <summary>What the loss of a pixel counts in that of its image.</summary>
    /// <param name="layer">The loss.</param>
    /// <param name="positions">Pixels of its scores.</param>
    public static double ShareOf(LayerDescription layer, int positions) => layer.Given("AveragePixels") is 1 ? 1.0 / positions : 1;
}
