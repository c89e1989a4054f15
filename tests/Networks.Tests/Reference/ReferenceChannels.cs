namespace Kiln.Networks.Tests.Reference;

/// <summary><c>y(k) = x(k) · L(k)^−β</c>, <c>L(k) = κ + α Σ x(t)²</c> over a window of channels around k.</summary>
internal sealed class ReferenceLrn : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, double beta) = (inputs[0], layer.Option("Beta"));
        for (int i = 0; i < x.Length; i++)
            output[i] = x[i] * Norm(layer, x, i).Power(-beta);

        output.NumberSources();
        return new ReferenceStep(layer, inputs, output);
    }

    /// <summary><c>dx(k) = p(k) L(k)^−β − 2αβ x(k) Σ p(t) x(t) L(t)^(−β−1)</c>, the sum over the channels t whose window has k in it.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap x) = (step.Layer, step.Input);
        (double alpha, double beta) = (layer.Option("Alpha"), layer.Option("Beta"));
        ReferenceSum sums = new(x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            Rounded norm = Norm(layer, x, i);
            Rounded own = gradient[i] * norm.Power(-beta), common = gradient[i] * x[i] * norm.Power(-beta - 1) * Rounded.Constant(2 * alpha * beta);
            sums.Add(i, own);
            foreach (int t in Window(layer, x, i))
                sums.Add(t, -(x[t] * common));
        }

        return [sums.ToMap(x.Images, x.Shape)];
    }

    private static Rounded Norm(LayerDescription layer, ReferenceMap x, int index)
    {
        RoundedSum squares = default;
        foreach (int t in Window(layer, x, index))
            squares.Add(x[t] * x[t]);

        double kappa = layer.Option("Kappa");
        return (squares.Total() * Rounded.Constant(layer.Option("Alpha"))) + Rounded.Constant(kappa > 0 ? kappa : Math.Pow(10, -36 / (layer.Option("Beta") + 1)));
    }

    private static IEnumerable<int> Window(LayerDescription layer, ReferenceMap x, int index)
    {
        int channels = x.Shape.Channels, k = index % channels, window = (int)layer.Option("Window"), below = (window - 1) / 2;
        for (int t = Math.Max(0, k - below); t < Math.Min(channels, k - below + window); t++)
            yield return index - k + t;
    }
}

/// <summary><c>y(k) = exp x(k) / Σ exp x</c> over the channels of a pixel.</summary>
internal sealed class ReferenceSoftmax : ReferenceKind
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap x = inputs[0];
        int channels = x.Shape.Channels;
        for (int first = 0; first < x.Length; first += channels)
        {
            double max = x.Values.AsSpan(first, channels).ToArray().Max();
            Rounded[] terms = new Rounded[channels];
            RoundedSum sum = default;
            for (int k = 0; k < channels; k++)
            {
                // Whichever the maximum is, it cancels: its own error moves nothing, the rounding of the distance does.
                Rounded distance = x[first + k].Through(x.Values[first + k] - max, 1, roundings: 1);
                terms[k] = distance.Through(Math.Exp(distance.Value), Math.Exp(distance.Value));
                sum.Add(terms[k]);
            }

            Rounded total = sum.Total();
            for (int k = 0; k < channels; k++)
                output[first + k] = terms[k] * total.Through(1 / total.Value, 1 / (total.Value * total.Value));
        }

        output.NumberSources();
        return new ReferenceStep(layer, inputs, output);
    }

    /// <summary><c>dx(k) = y(k) (p(k) − Σ p y)</c>.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap y = step.Output, result = new(y.Images, y.Shape);
        int channels = y.Shape.Channels;
        for (int first = 0; first < y.Length; first += channels)
        {
            RoundedSum sum = default;
            for (int k = 0; k < channels; k++)
                sum.Add(gradient[first + k] * y[first + k]);

            for (int k = 0; k < channels; k++)
                result[first + k] = y[first + k] * (gradient[first + k] - sum.Total());
        }

        return [result];
    }
}
