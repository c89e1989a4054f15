using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Reference;

/// <summary>What is trained: the sum of all losses, each times its weight, averaged over the images; and the errors of the main one.</summary>
internal sealed class ReferenceLoss
{
    private readonly Dictionary<string, LossOf> parts = [];
    private readonly HashSet<int> undecided = [];

    public double Loss { get; private set; }

    /// <summary>As <see cref="ReferenceMap.Errors"/>.</summary>
    public double Error { get; private set; }

    public int Top1Errors { get; private set; }

    public int Top5Errors { get; private set; }

    /// <summary>The losses and measures of errors, by name.</summary>
    public IReadOnlyDictionary<string, LossOf> Parts => parts;

    /// <summary>The images on which a rank or the side of a kink hangs on rounding.</summary>
    public IReadOnlySet<int> Undecided => undecided;

    /// <summary>Adds a loss.</summary>
    public void Add(LossOf loss, bool main)
    {
        parts[loss.Layer.Name] = loss;
        Loss += loss.Weight * loss.Loss;
        Error += loss.Weight * (loss.Error + (ReferenceMap.Rounding * Math.Abs(loss.Loss)));
        undecided.UnionWith(loss.Undecided);
        if (main)
            (Top1Errors, Top5Errors) = (loss.Top1Errors, loss.Top5Errors);
    }

    /// <summary>Whether another run took the same side of every kink of a loss.</summary>
    public bool DecidesAs(ReferenceLoss other) => parts.All(part => part.Value.Branches.SequenceEqual(other.parts[part.Key].Branches));
}

/// <summary>One loss over one map of scores.</summary>
internal abstract class LossOf
{
    /// <param name="layer">The loss.</param>
    /// <param name="scores">The scores.</param>
    protected LossOf(LayerDescription layer, ReferenceMap scores)
    {
        (Layer, Scores) = (layer, scores);
        Share = (layer.Options.Any(option => option.Name == "AveragePixels") ? 1.0 / (scores.Shape.Height * scores.Shape.Width) : 1) / scores.Images;
        Gradient = new ReferenceMap(scores.Images, scores.Shape);
    }

    public LayerDescription Layer { get; }

    /// <summary>What it counts in what is trained; 0 for a measure of errors.</summary>
    public double Weight => Layer.Option("Weight");

    /// <summary>Averaged over the images, without its weight.</summary>
    public double Loss { get; private set; }

    public double Error { get; private set; }

    public int Top1Errors { get; private set; }

    public int Top5Errors { get; private set; }

    public HashSet<int> Undecided { get; } = [];

    /// <summary>The sides of kinks that were taken, in order.</summary>
    public List<int> Branches { get; } = [];

    /// <summary>The gradient of the scores, the weight included.</summary>
    public ReferenceMap Gradient { get; }

    protected ReferenceMap Scores { get; }

    /// <summary>What a pixel counts in the average.</summary>
    protected double Share { get; }

    /// <summary>Loss, ranks and gradient of scores.</summary>
    public static LossOf Of(LayerDescription layer, ReferenceMap scores, LabelSet labels) => layer.Kind switch
    {
        "softmaxloss" => new SoftmaxLossOf(layer, scores, labels),
        _ => layer.Labels is LossLabels.Classes ? new ScoreLossOf(layer, scores, labels) : new ElementLossOf(layer, scores, labels),
    };

    /// <summary>Adds what a pixel or an element loses, which counts as much as its label.</summary>
    protected void Lose(Rounded value, double weight)
    {
        Loss += Share * weight * value.Value;
        Error += Share * weight * (value.Error + (2 * Rounded.Unit * Math.Abs(value.Value)));
    }

    /// <summary>The gradient of an element: a slope times what it counts, in a few roundings.</summary>
    protected void Pull(int element, Rounded slope, double weight)
    {
        double scale = Weight * Share * weight;
        Gradient[element] = new Rounded(slope.Value * scale, (slope.Error + (3 * Rounded.Unit * Math.Abs(slope.Value))) * scale, 0);
    }

    /// <summary>Notes the side of a kink, which hangs on rounding where the distance to it is no larger than some deviations.</summary>
    protected bool Decide(int element, Rounded distance)
    {
        Near(element, distance);
        Branches.Add(distance.Value > 0 ? 1 : 0);
        return distance.Value > 0;
    }

    /// <summary>Notes whether a comparison hangs on rounding.</summary>
    protected void Near(int element, Rounded distance)
    {
        if (distance.Deviation != 0 && Math.Abs(distance.Value) <= ReferenceStep.Margin * distance.Deviation)
            Undecided.Add(Scores.ImageOf(element));
    }

    /// <summary>max(0, x) of a decided x: continuous, so that beside the kink it is off as x is.</summary>
    protected static Rounded Positive(Rounded x) => x.Value > 0 ? x : new Rounded(0, Math.Abs(x.Value) <= ReferenceStep.Margin * x.Deviation ? x.Error : 0, 0);

    protected void Rank(int rank)
    {
        Top1Errors += rank > 0 ? 1 : 0;
        Top5Errors += rank >= 5 ? 1 : 0;
    }
}
