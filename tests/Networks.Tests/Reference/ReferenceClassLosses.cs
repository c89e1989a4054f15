using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Reference;

/// <summary>A loss with one class for every pixel.</summary>
internal abstract class ClassLossOf : LossOf
{
    /// <param name="layer">The loss.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">One an image or one a pixel; −1 for none.</param>
    protected ClassLossOf(LayerDescription layer, ReferenceMap scores, LabelSet labels)
        : base(layer, scores)
    {
        int pixels = scores.Length / Classes;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            (int label, double weight) = (labels.ClassOf(pixel, pixels), labels.WeightOf(pixel, pixels));
            if (label < 0 || weight == 0)
                continue;

            int rank = RankOf(pixel * Classes, label);
            Rank(rank);
            Row(pixel * Classes, label, rank, weight);
        }
    }

    protected int Classes => Scores.Shape.Channels;

    /// <summary>Loss and gradient of the pixel whose scores begin at an element.</summary>
    protected abstract void Row(int first, int label, int rank, double weight);

    private int RankOf(int first, int label)
    {
        int rank = 0;
        Rounded labelled = Scores[first + label];
        for (int k = 0; k < Classes; k++)
        {
            Rounded other = Scores[first + k];
            rank += other.Value > labelled.Value || (other.Value == labelled.Value && k < label) ? 1 : 0;
            if (k != label)
                Near(first, new Rounded(other.Value - labelled.Value, 0, other.Deviation + labelled.Deviation));
        }

        return rank;
    }
}

/// <summary>Softmax loss.</summary>
internal sealed class SoftmaxLossOf(LayerDescription layer, ReferenceMap scores, LabelSet labels) : ClassLossOf(layer, scores, labels)
{
    protected override void Row(int first, int label, int rank, double weight)
    {
        ReadOnlySpan<double> row = Scores.Values.AsSpan(first, Classes), errors = Scores.Errors.AsSpan(first, Classes);
        double max = double.NegativeInfinity, sum = 0, mean = 0, scale = Weight * Share * weight;
        for (int k = 0; k < Classes; k++)
            max = Math.Max(max, row[k]);

        for (int k = 0; k < Classes; k++)
            sum += Math.Exp(row[k] - max);

        // What errors of the scores, and the rounding of their distances from the maximum, do to the logarithm of the sum.
        for (int k = 0; k < Classes; k++)
            mean += Math.Exp(row[k] - max) / sum * Brought(row[k] - max, errors[k]);

        for (int k = 0; k < Classes; k++)
        {
            double probability = Math.Exp(row[k] - max) / sum;
            Gradient.Values[first + k] = (probability - (k == label ? 1 : 0)) * scale;
            Gradient.Errors[first + k] = probability * (Brought(row[k] - max, errors[k]) + mean) * scale;
            if (k == label)
                Gradient.Errors[first + k] += ReferenceMap.Rounding * scale;
        }

        double error = mean + errors[label] + (ReferenceMap.Rounding * (Math.Abs(max) + Math.Abs(row[label]) + Math.Log(sum) + 1));
        Lose(new Rounded(max + Math.Log(sum) - row[label], error, 0), weight);
    }

    private static double Brought(double distance, double error) => error + (ReferenceMap.Rounding * (1 + Math.Abs(distance)));
}

/// <summary>Losses of the label's score, the best other one, and the label's rank.</summary>
internal sealed class ScoreLossOf(LayerDescription layer, ReferenceMap scores, LabelSet labels) : ClassLossOf(layer, scores, labels)
{
    private const double LeastProbability = 1e-8, SmallestNormal = 1.17549435e-38;

    protected override void Row(int first, int label, int rank, double weight)
    {
        Rounded x = Scores[first + label];
        switch (Layer.Kind)
        {
            case "logloss":
                // A probability that float has no number for is 0 there, and its logarithm infinite.
                bool isLost = x.Value < SmallestNormal;
                Rounded chance = isLost ? x with { Error = double.PositiveInfinity } : x;
                if (isLost)
                    Undecided.Add(Scores.ImageOf(first));

                Lose(chance.Through(-Math.Log(x.Value), -1 / x.Value), weight);
                double bounded = Math.Max(x.Value, LeastProbability);
                Pull(first + label, x.Through(-1 / bounded, Decide(first, x - LeastProbability) ? 1 / (bounded * bounded) : 0), weight);
                break;
            case "hingeloss":
                Hinge(first + label, rival: -1, 1 - x, weight);
                break;
            case "structuredhingeloss":
                int rival = first + RivalOf(first, label);
                Branches.Add(rival);
                Hinge(first + label, rival, 1 - x + Scores[rival], weight);
                break;
            case "topkerror":
                Lose(rank >= Layer.Option("K") ? 1 : 0, weight);
                break;
            default:
                throw new NotSupportedException($"{Layer.Kind} has no reference");
        }
    }

    private void Hinge(int label, int rival, Rounded lack, double weight)
    {
        Lose(Positive(lack), weight);
        if (!Decide(label, lack))
            return;

        Pull(label, -1, weight);
        if (rival >= 0)
            Pull(rival, 1, weight);
    }

    /// <summary>The best class beside the label, the first of equals.</summary>
    private int RivalOf(int first, int label)
    {
        int rival = label == 0 ? 1 : 0;
        for (int k = 0; k < Classes; k++)
        {
            if (k != label && Scores.Values[first + k] > Scores.Values[first + rival])
                rival = k;
        }

        for (int k = 0; k < Classes; k++)
        {
            Rounded best = Scores[first + rival], other = Scores[first + k];
            if (k != label && k != rival)
                Near(first, new Rounded(best.Value - other.Value, 0, best.Deviation + other.Deviation));
        }

        return rival;
    }
}
