namespace Kiln.Networks.Tests.Reference;

/// <summary><c>scale · (x − mean) / √(variance + ε) + shift</c> by channel: the moments of the batch in training, the kept ones else and where frozen.</summary>
internal sealed class ReferenceBatchNorm : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap x = inputs[0];
        Rounded[] means = new Rounded[x.Shape.Channels], factors = new Rounded[x.Shape.Channels];
        ReadOnlySpan<double> scale = run.Array(layer, "Scale"), shift = run.Array(layer, "Shift");
        for (int c = 0; c < x.Shape.Channels; c++)
        {
            (means[c], Rounded variance) = UsesBatch(layer, run) ? Moments(x, c) : (run.Array(layer, "Mean")[c], run.Array(layer, "Variance")[c]);
            factors[c] = (variance + Rounded.Constant(layer.Option("Epsilon"))).InverseRoot();
            foreach (int i in Elements(x, c))
                output[i] = ((x[i] - means[c]) * (factors[c] * scale[c])) + shift[c];
        }

        output.TakeSources(x);
        return new ReferenceStep(layer, inputs, output) { Moments = (means, factors) };
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap x) = (step.Layer, step.Input);
        ReadOnlySpan<double> scale = run.Array(layer, "Scale");
        ReferenceSum scales = run.Gradient(layer, "Scale"), shifts = run.Gradient(layer, "Shift");
        ReferenceSum keptMeans = run.Gradient(layer, "Mean"), keptVariances = run.Gradient(layer, "Variance");
        ReferenceMap result = new(x.Images, x.Shape);
        for (int c = 0; c < x.Shape.Channels; c++)
        {
            (Rounded mean, Rounded factor) = (step.Moments.Means[c], step.Moments.Factors[c]);
            RoundedSum sum = default, product = default;
            foreach (int i in Elements(x, c))
            {
                Rounded term = gradient[i] * ((x[i] - mean) * factor);
                sum.Add(gradient[i]);
                product.Add(term);
                shifts.Add(c, gradient[i]);
                scales.Add(c, term);
            }

            bool batch = UsesBatch(layer, run);
            Rounded share = Rounded.Constant((double)x.Shape.Channels / x.Length);
            foreach (int i in Elements(x, c))
            {
                Rounded slope = gradient[i];
                if (batch)
                    slope = slope - (sum.Total() * share) - ((x[i] - mean) * factor * (product.Total() * share));

                result[i] = slope * (factor * scale[c]);
            }

            // What a step moves the kept moments towards takes the place of a gradient.
            (Rounded batchMean, Rounded batchVariance) = Moments(x, c);
            Rounded part = Rounded.Constant(1.0 / run.Users(layer).Count());
            keptMeans.Add(c, batchMean * part);
            keptVariances.Add(c, batchVariance * part);
        }

        return [result];
    }

    private static bool UsesBatch(LayerDescription layer, ReferenceForward run) => run.Training && layer.Option("Frozen") == 0 && layer.Options.All(option => option.Name != "FixedMoments");

    /// <summary>Mean and biased variance of a channel over images and pixels.</summary>
    private static (Rounded Mean, Rounded Variance) Moments(ReferenceMap x, int c)
    {
        Rounded share = Rounded.Constant((double)x.Shape.Channels / x.Length);
        RoundedSum sum = default, squares = default;
        foreach (int i in Elements(x, c))
            sum.Add(x[i]);

        Rounded mean = sum.Total() * share;
        foreach (int i in Elements(x, c))
        {
            // Where a value is close to the mean, its error counts by its square.
            Rounded distance = x[i] - mean, square = distance * distance;
            squares.Add(square with { Error = square.Error + (distance.Error * distance.Error) });
        }

        return (mean, squares.Total() * share);
    }

    private static IEnumerable<int> Elements(ReferenceMap x, int c)
    {
        for (int i = c; i < x.Length; i += x.Shape.Channels)
            yield return i;
    }
}
