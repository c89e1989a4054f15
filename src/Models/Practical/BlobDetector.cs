using Kiln.Models.Networks.Practical;
using Kiln.Numerics;

namespace Kiln.Models.Practical;

/// <summary>What part 3 can be told.</summary>
internal sealed record BlobOptions
{
    public int Iterations { get; init; } = 500;

    /// <summary>Learning rate.</summary>
    public double Rate { get; init; } = 5;

    /// <summary>Share of the last step that the next one goes on with.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight of the filter's squares in the objective.</summary>
    public double Shrink { get; init; } = 0.0001;

    /// <summary>Whether the picture is smoothed first.</summary>
    public bool Smooth { get; init; } = true;

    /// <summary>Whether its median is subtracted.</summary>
    public bool Median { get; init; } = true;
}

/// <summary>The objective at one iteration.</summary>
/// <param name="Error">The mean hinge of dots and that of the rest.</param>
/// <param name="Regularizer">What the filter's squares add.</param>
internal readonly record struct BlobObjective(double Error, double Regularizer)
{
    public double Total => Error + Regularizer;
}

/// <summary>Trains one filter with a max-pool after it to score dark dots above 1 and everything else below 0: gradient descent with momentum on all pixels at once.</summary>
internal sealed class BlobDetector : IDisposable
{
    /// <summary>How far the picture is smoothed, in pixels.</summary>
    private const double Deviation = 3;

    /// <summary>The bias learns at a tenth of the filter's rate, and is not shrunk.</summary>
    private const double BiasRate = 0.1;

    /// <summary>Scores of dots should be this at least.</summary>
    private const float Margin = 1;

    private readonly ParameterSet<TinyCnn> parameters = new();
    private readonly TinyCnn network;
    private readonly BlobOptions options;
    private readonly float[] slope;
    private readonly double[] filterStep;
    private readonly List<BlobObjective> history = [];
    private double biasStep;

    /// <summary>Prepares the picture.</summary>
    /// <param name="gray">480×480 pixels.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="filter">The first filter, row by row: 9 numbers.</param>
    /// <param name="options">How to train.</param>
    public BlobDetector(ImageMap gray, BlobLabels labels, ReadOnlySpan<float> filter, BlobOptions options)
    {
        network = new TinyCnn(parameters, maxBatch: 1);
        this.options = options;
        Labels = labels;
        ImageMap image = options.Smooth ? ImageFilters.Smooth(gray, Deviation) : gray;
        if (options.Median)
        {
            float median = ImageFilters.Median(image.Values);
            image = image.Select(value => value - median);
        }

        Image = image;
        slope = new float[image.Values.Length];
        network.X2.WeightsParameter.Set(filter);
        filterStep = new double[filter.Length];
    }

    /// <summary>What the network reads.</summary>
    public ImageMap Image { get; }

    public BlobLabels Labels { get; }

    /// <summary>The objective of every iteration so far.</summary>
    public IReadOnlyList<BlobObjective> History => history;

    /// <summary>The filter, row by row.</summary>
    public ReadOnlySpan<float> Filter => network.X2.Weights;

    public float Bias => network.X2.Biases[0];

    /// <summary>What the convolution and the pool computed in the last iteration, before its step.</summary>
    public ImageMap X2 => ImageMap.Of(network.X2.Shape, network.X2.Output);

    /// <inheritdoc cref="X2"/>
    public ImageMap X3 => ImageMap.Of(network.X3.Shape, network.X3.Output);

    /// <summary>The derivative of the objective by <see cref="X3"/> of the last iteration.</summary>
    public ReadOnlySpan<float> Slope => slope;

    /// <summary>A first filter: normal numbers of deviation 10, less their mean.</summary>
    /// <param name="seed">The same seed gives the same filter.</param>
    public static float[] RandomFilter(int seed)
    {
        NormalRandom random = new(seed);
        double[] values = [.. Enumerable.Range(0, 9).Select(_ => 10 * random.Next())];
        double mean = values.Average();
        return Array.ConvertAll(values, value => (float)(value - mean));
    }

    /// <summary>One iteration: scores, objective, derivatives, step.</summary>
    public BlobObjective Step()
    {
        ReadOnlySpan<float> scores = network.ForwardForTraining(Image.Values);
        double dots = 0, rest = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            slope[i] = 0;
            if (Labels.Positive[i] && scores[i] < Margin)
            {
                dots += Margin - scores[i];
                slope[i] = -1f / Labels.PositiveCount;
            }

            if (Labels.Negative[i] && scores[i] > 0)
            {
                rest += scores[i];
                slope[i] = 1f / Labels.NegativeCount;
            }
        }

        double squares = 0;
        foreach (float weight in Filter)
            squares += (double)weight * weight;

        BlobObjective objective = new((dots / Math.Max(1, Labels.PositiveCount)) + (rest / Math.Max(1, Labels.NegativeCount)), 0.5 * options.Shrink * squares);
        history.Add(objective);
        network.Backward(slope);
        Span<float> filter = network.X2.WeightsParameter.Edit();
        ReadOnlySpan<float> gradient = network.X2.WeightsGradient;
        for (int i = 0; i < filter.Length; i++)
        {
            filterStep[i] = (options.Momentum * filterStep[i]) + (options.Rate * (gradient[i] + (options.Shrink * filter[i])));
            filter[i] = (float)(filter[i] - filterStep[i]);
        }

        biasStep = (options.Momentum * biasStep) + (options.Rate * BiasRate * network.X2.BiasesGradient[0]);
        Span<float> bias = network.X2.BiasesParameter!.Edit();
        bias[0] = (float)(bias[0] - biasStep);
        return objective;
    }

    public void Dispose() => network.Dispose();
}
