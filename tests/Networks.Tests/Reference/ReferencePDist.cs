namespace Kiln.Networks.Tests.Reference;

/// <summary>The distance of two maps pixel by pixel, weighted if there is a third, summed over an image if asked.</summary>
internal sealed class ReferencePDist : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => layer.Option("Aggregate") == 1 ? new(1, 1, 1) : inputs[0] with { Channels = 1 };

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        ReferenceMap a = inputs[0];
        (double p, double epsilon) = (layer.Option("Exponent"), layer.Option("Epsilon"));
        int channels = a.Shape.Channels, pixels = a.Shape.Height * a.Shape.Width;
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[a.Length + (a.Length / channels)] };
        output.NumberSources();
        RoundedSum[] sums = new RoundedSum[output.Length];
        for (int pixel = 0; pixel < a.Length / channels; pixel++)
        {
            Rounded sum = Sum(step, pixel);
            Rounded distance = Root(layer, sum) * Weight(step, pixel);
            if (layer.Option("Aggregate") == 1)
                sums[pixel / pixels].Add(distance);
            else
                output[pixel] = distance;

            // Where the sum, or below p = 1 a difference, is as small as ε, the slope is another.
            step.Branches[a.Length + pixel] = sum.Value > epsilon ? 1 : 0;
            if (p > 1 && layer.Option("NoRoot") == 0)
                step.Decide(pixel / pixels, sum.Value - epsilon, sum.Deviation);

            for (int i = pixel * channels; i < (pixel + 1) * channels; i++)
            {
                Rounded d = Difference(step, i);
                step.Branches[i] = (3 * Math.Sign(d.Value)) + (Math.Abs(d.Value) > epsilon ? 1 : 0);
                if (p < 2)
                    step.Decide(pixel / pixels, d.Value, d.Deviation);
                if (p < 1)
                    step.Decide(pixel / pixels, Math.Abs(d.Value) - epsilon, d.Deviation);
            }
        }

        for (int i = 0; i < output.Length && layer.Option("Aggregate") == 1; i++)
            output[i] = sums[i].Total();

        return step;
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (LayerDescription layer, ReferenceMap a) = (step.Layer, step.Input);
        (double p, double epsilon) = (layer.Option("Exponent"), layer.Option("Epsilon"));
        bool root = layer.Option("NoRoot") == 0;
        int channels = a.Shape.Channels, pixels = a.Shape.Height * a.Shape.Width;
        ReferenceSum[] results = [.. step.Inputs.Select(input => new ReferenceSum(input.Length))];
        for (int pixel = 0; pixel < a.Length / channels; pixel++)
        {
            Rounded above = gradient[layer.Option("Aggregate") == 1 ? pixel / pixels : pixel], sum = Sum(step, pixel);
            if (step.Inputs.Count == 3)
                results[2].Add(pixel, above * Root(layer, sum));

            Rounded bound = p < 1 ? sum : Larger(sum, epsilon);
            Rounded factor = !root ? Rounded.Constant(p) : p == 1 || bound.Value == 0 ? (p == 1 ? 1 : 0) : bound.Power((1 - p) / p);
            for (int i = pixel * channels; i < (pixel + 1) * channels; i++)
            {
                Rounded d = Difference(step, i), size = d.Value < 0 ? -d : d;
                Rounded slope = p < 1 ? Larger(size, epsilon).Power(p - 1) : Broadcasting.Power(size, p - 1);
                Rounded term = above * Weight(step, pixel) * factor * (slope * Math.Sign(d.Value));
                results[0].Add(i, term);
                results[1].Add(Broadcasting.Place(step.Inputs[1], a, i), -term);
            }
        }

        return [.. results.Select((result, input) => result.ToMap(a.Images, step.Inputs[input].Shape))];
    }

    private static Rounded Larger(Rounded x, double least) => x.Value > least ? x : Rounded.Constant(least);

    private static Rounded Difference(ReferenceStep step, int i) => step.Input[i] - step.Inputs[1][Broadcasting.Place(step.Inputs[1], step.Input, i)];

    private static Rounded Weight(ReferenceStep step, int pixel) => step.Inputs.Count == 3 ? step.Inputs[2][pixel] : 1;

    private static Rounded Sum(ReferenceStep step, int pixel)
    {
        int channels = step.Input.Shape.Channels;
        RoundedSum sum = default;
        for (int i = pixel * channels; i < (pixel + 1) * channels; i++)
            sum.Add(Broadcasting.Power(Difference(step, i), step.Layer.Option("Exponent")));

        return sum.Total();
    }

    private static Rounded Root(LayerDescription layer, Rounded sum) =>
        layer.Option("NoRoot") == 1 || sum.Value == 0 ? sum : sum.Power(1 / layer.Option("Exponent"));
}
