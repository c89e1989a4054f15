using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Reference;

/// <summary>Losses that compare every score with a sign or a number.</summary>
internal sealed class ElementLossOf : LossOf
{
    /// <param name="layer">The loss.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">One for each channel of an image or of a pixel; a sign of 0 is ignored.</param>
    public ElementLossOf(LayerDescription layer, ReferenceMap scores, LabelSet labels)
        : base(layer, scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            (float target, double weight) = (labels.TargetOf(i, scores), labels.WeightOf(i, scores.Length));
            if (weight > 0 && (target != 0 || layer.Labels is LossLabels.Numbers))
                Element(i, scores[i], target, weight);
        }
    }

    private void Element(int i, Rounded x, double target, double weight)
    {
        switch (Layer.Kind)
        {
            case "logisticloss":
                double against = -target * x.Value, positive = Math.Max(0, against), tail = Math.Log(1 + Math.Exp(-Math.Abs(against)));
                double probability = 1 / (1 + Math.Exp(-against));
                Lose(new Rounded(positive + tail, (probability * x.Error) + (Rounded.Unit * (2 + positive + (4 * tail))), 0), weight);
                Pull(i, x.Through(-target * probability, probability * (1 - probability), roundings: 6), weight);
                break;
            case "binaryhingeloss":
                Rounded lack = 1 - (target * x);
                Lose(Positive(lack), weight);
                if (Decide(i, lack))
                    Pull(i, -target, weight);
                break;
            case "binarylogloss":
                Rounded chance = (target * (x - 0.5)) + 0.5, from = x + ((target - 1) / 2);
                Lose(chance.Through(-Math.Log(chance.Value), -1 / chance.Value), weight);
                Pull(i, from.Through(-1 / from.Value, 1 / (from.Value * from.Value)), weight);
                break;
            case "binaryerror":
                Lose(Decide(i, target * (x - Rounded.Constant(Layer.Option("Threshold")))) ? 0 : 1, weight);
                break;
            case "squaredloss":
                Rounded difference = x - target;
                Lose(0.5 * difference * difference, weight);
                Pull(i, difference, weight);
                break;
            case "absoluteloss":
                Rounded distance = x - target;
                Pull(i, Decide(i, distance) ? 1 : -1, weight);
                Lose(Magnitude(distance), weight);
                break;
            case "huberloss":
                Huber(i, x - target, Layer.Option("Sigma") * Layer.Option("Sigma"), weight);
                break;
            default:
                throw new NotSupportedException($"{Layer.Kind} has no reference");
        }
    }

    /// <summary>Value and slope are continuous where the square ends, so that rounding may take either side; the slope of the slope is not.</summary>
    private void Huber(int i, Rounded difference, double square, double weight)
    {
        Rounded size = Magnitude(difference), quadratic = Rounded.Constant(square) * difference;
        bool isSmall = size.Value < 1 / square;
        Branches.Add(isSmall ? 0 : Math.Sign(difference.Value));
        Lose(isSmall ? 0.5 * quadratic * difference : size - Rounded.Constant(0.5 / square), weight);
        Rounded slope = isSmall ? quadratic : Math.Sign(difference.Value);
        Pull(i, slope with { Error = Math.Abs(size.Value - (1 / square)) <= 1e-4 / square ? quadratic.Error : slope.Error }, weight);
    }

    private static Rounded Magnitude(Rounded x) => x.Value < 0 ? -x : x;
}
