namespace Kiln.Networks.Tests.Reference;

/// <summary>What is trained: the sum of all losses, each times its weight, averaged over the images; and the errors of the main one.</summary>
internal sealed class ReferenceLoss
{
    public double Loss { get; private set; }

    /// <summary>As <see cref="ReferenceMap.Errors"/>.</summary>
    public double Error { get; private set; }

    public int Top1Errors { get; private set; }

    public int Top5Errors { get; private set; }

    /// <summary>The images on which a rank of the main loss hangs on rounding.</summary>
    public IReadOnlySet<int> Undecided { get; private set; } = new HashSet<int>();

    /// <summary>Adds a loss.</summary>
    public void Add(SoftmaxLossOf loss, bool main)
    {
        Loss += loss.Loss;
        Error += loss.Error + (ReferenceMap.Rounding * Math.Abs(loss.Loss));
        if (main)
            (Top1Errors, Top5Errors, Undecided) = (loss.Top1Errors, loss.Top5Errors, loss.Undecided);
    }
}

/// <summary>Softmax loss of one map of scores with one label per pixel.</summary>
internal sealed class SoftmaxLossOf
{
    private readonly double share;

    /// <summary>Loss, ranks and gradient of scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">One an image or one a pixel; −1 for none.</param>
    /// <param name="weight">What loss and gradient are multiplied by.</param>
    public SoftmaxLossOf(ReferenceMap scores, ReadOnlySpan<int> labels, double weight)
    {
        int classes = scores.Shape.Channels, pixels = scores.Values.Length / classes;
        share = weight / scores.Images;
        Gradient = new ReferenceMap(scores.Images, scores.Shape);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            int label = labels[pixel * labels.Length / pixels];
            if (label >= 0)
                Row(scores, pixel * classes, classes, label);
        }

        Loss *= share;
        Error *= share;
    }

    /// <summary>Averaged over the images, times the weight.</summary>
    public double Loss { get; private set; }

    public double Error { get; private set; }

    public int Top1Errors { get; private set; }

    public int Top5Errors { get; private set; }

    public HashSet<int> Undecided { get; } = [];

    public ReferenceMap Gradient { get; }

    private void Row(ReferenceMap scores, int first, int classes, int label)
    {
        ReadOnlySpan<double> row = scores.Values.AsSpan(first, classes), errors = scores.Errors.AsSpan(first, classes), deviations = scores.Deviations.AsSpan(first, classes);
        double max = double.NegativeInfinity, sum = 0, mean = 0;
        int rank = 0;
        for (int k = 0; k < classes; k++)
        {
            max = Math.Max(max, row[k]);
            rank += row[k] > row[label] || (row[k] == row[label] && k < label) ? 1 : 0;
            double margin = ReferenceStep.Margin * (deviations[k] + deviations[label]);
            if (k != label && margin != 0 && Math.Abs(row[k] - row[label]) <= margin)
                Undecided.Add(scores.ImageOf(first));
        }

        for (int k = 0; k < classes; k++)
            sum += Math.Exp(row[k] - max);

        // What errors of the scores, and the rounding of their distances from the maximum, do to the logarithm of the sum.
        for (int k = 0; k < classes; k++)
            mean += Math.Exp(row[k] - max) / sum * Brought(row[k] - max, errors[k]);

        for (int k = 0; k < classes; k++)
        {
            double probability = Math.Exp(row[k] - max) / sum;
            Gradient.Values[first + k] = (probability - (k == label ? 1 : 0)) * share;
            Gradient.Errors[first + k] = probability * (Brought(row[k] - max, errors[k]) + mean) * share;
            if (k == label)
                Gradient.Errors[first + k] += ReferenceMap.Rounding * share;
        }

        Loss += max + Math.Log(sum) - row[label];
        Error += mean + errors[label] + (ReferenceMap.Rounding * (Math.Abs(max) + Math.Abs(row[label]) + Math.Log(sum) + 1));
        Top1Errors += rank > 0 ? 1 : 0;
        Top5Errors += rank >= 5 ? 1 : 0;
    }

    private static double Brought(double distance, double error) => error + (ReferenceMap.Rounding * (1 + Math.Abs(distance)));
}
