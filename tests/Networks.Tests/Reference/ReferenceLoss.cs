namespace Kiln.Networks.Tests.Reference;

/// <summary>Softmax loss with one label a pixel, averaged over the images.</summary>
internal sealed class ReferenceLoss
{
    /// <summary>Loss, ranks and gradient of scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">One an image or one a pixel; −1 for none.</param>
    public ReferenceLoss(ReferenceMap scores, ReadOnlySpan<int> labels)
    {
        int classes = scores.Shape.Channels, pixels = scores.Values.Length / classes;
        Gradient = new ReferenceMap(scores.Images, scores.Shape);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            int label = labels[pixel * labels.Length / pixels];
            if (label >= 0)
                Row(scores, pixel * classes, classes, label);
        }

        Objective /= scores.Images;
        Error /= scores.Images;
    }

    public double Objective { get; private set; }

    /// <summary>As <see cref="ReferenceMap.Errors"/>.</summary>
    public double Error { get; private set; }

    public int Top1Errors { get; private set; }

    public int Top5Errors { get; private set; }

    /// <summary>Whether no rank hangs on rounding.</summary>
    public bool Decided { get; private set; } = true;

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
            double margin = ReferencePointwise.Undecided * (deviations[k] + deviations[label]);
            Decided &= k == label || margin == 0 || Math.Abs(row[k] - row[label]) > margin;
        }

        for (int k = 0; k < classes; k++)
            sum += Math.Exp(row[k] - max);

        // What errors of the scores, and the rounding of their distances from the maximum, do to the logarithm of the sum.
        for (int k = 0; k < classes; k++)
            mean += Math.Exp(row[k] - max) / sum * Brought(row[k] - max, errors[k]);

        double share = 1.0 / scores.Images;
        for (int k = 0; k < classes; k++)
        {
            double probability = Math.Exp(row[k] - max) / sum;
            Gradient.Values[first + k] = (probability - (k == label ? 1 : 0)) * share;
            Gradient.Errors[first + k] = probability * (Brought(row[k] - max, errors[k]) + mean) * share;
            if (k == label)
                Gradient.Errors[first + k] += ReferenceMap.Rounding * share;
        }

        Objective += max + Math.Log(sum) - row[label];
        Error += mean + errors[label] + (ReferenceMap.Rounding * (Math.Abs(max) + Math.Abs(row[label]) + Math.Log(sum) + 1));
        Top1Errors += rank > 0 ? 1 : 0;
        Top5Errors += rank >= 5 ? 1 : 0;
    }

    private static double Brought(double distance, double error) => error + (ReferenceMap.Rounding * (1 + Math.Abs(distance)));
}
