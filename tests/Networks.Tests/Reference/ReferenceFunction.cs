namespace Kiln.Networks.Tests.Reference;

/// <summary>Functions that test networks declare, written once more in double precision; each is found by the formula that the compiler has read.</summary>
internal sealed class ReferenceFunction : ReferenceKind
{
    private static readonly Dictionary<string, Twin> Twins = new()
    {
        ["x / (1 + exp(-x))"] = new(x => x[0] * Sigmoid(x[0]), (x, _) => Sigmoid(x[0]) * (1 + (x[0] * (1 - Sigmoid(x[0]))))),
        ["(max(x + 3, 0) > 6 ? x · 6 : x + 3 > 0 ? x · (x + 3) : 0) / 6"] = new(
            x => x[0] * Math.Clamp(x[0] + 3, 0, 6) / 6, (x, _) => x[0] > 3 ? 1 : x[0] > -3 ? ((2 * x[0]) + 3) / 6 : 0, -3, 3),
        ["max(x, 0) + log(1 + exp(-(x > 0 ? x : -x)))"] = new(x => Math.Log(1 + Math.Exp(x[0])), (x, _) => Sigmoid(x[0])),
        ["0.5 · tanh(2 · x)"] = new(x => Math.Tanh(2 * x[0]) / 2, (x, _) => 1 - (Math.Tanh(2 * x[0]) * Math.Tanh(2 * x[0]))),
        ["0.5 · x · x"] = new(x => x[0] * x[0] / 2, (x, _) => x[0]),
        ["x1 / (1 + exp(-x2))"] = new(x => x[0] * Sigmoid(x[1]), (x, i) => i == 0 ? Sigmoid(x[1]) : x[0] * Sigmoid(x[1]) * (1 - Sigmoid(x[1]))),
        ["0.125 > x2 ? 0 : x1"] = new(x => x[1] < 0.125 ? 0 : x[0], (x, i) => i == 0 && x[1] >= 0.125 ? 1 : 0, 0.125),
        ["√(x3 · x3 + (x1 · x1 + x2 · x2) + 0.25)"] = new(Norm, (x, i) => x[i] / Norm(x)),
    };

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        Twin twin = Twins[layer.Formula!];
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[output.Length] };
        for (int i = 0; i < output.Length; i++)
        {
            Rounded[] x = [.. inputs.Select(map => map[i])];
            output[i] = Of(x, twin.Value);
            foreach (double kink in twin.Kinks)
            {
                // The last operand decides.
                step.Branches[i] = (2 * step.Branches[i]) + (x[^1].Value > kink ? 1 : 0);
                step.Decide(output.ImageOf(i), x[^1].Value - kink, x[^1].Deviation);
            }
        }

        output.NumberSources();
        if (inputs.Count == 1)
            output.TakeSources(inputs[0]);

        return step;
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        Twin twin = Twins[step.Layer.Formula!];
        ReferenceMap[] results = [.. step.Inputs.Select(input => new ReferenceMap(input.Images, input.Shape))];
        for (int i = 0; i < gradient.Length; i++)
        {
            Rounded[] x = [.. step.Inputs.Select(map => map[i])];
            for (int operand = 0; operand < x.Length; operand++)
                results[operand][i] = gradient[i] * Of(x, values => twin.Slope(values, operand));
        }

        return results;
    }

    /// <summary>A function of numbers with errors: it passes them on by its slopes, and adds some roundings of what its terms are.</summary>
    private static Rounded Of(Rounded[] x, Func<double[], double> function)
    {
        double[] values = [.. x.Select(number => number.Value)];
        double result = function(values), own = 4 * Rounded.Unit * (result == 0 ? 0 : 1 + Math.Abs(result) + values.Sum(Math.Abs)), error = own, variance = own * own;
        for (int i = 0; i < x.Length; i++)
        {
            const double Step = 1e-5;
            double[] moved = [.. values];
            moved[i] += Step;
            double slope = (function(moved) - result) / Step;
            error += Math.Abs(slope) * x[i].Error;
            variance += slope * slope * x[i].Deviation * x[i].Deviation;
        }

        return new Rounded(result, error, Math.Sqrt(variance));
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(value => value * value) + 0.25);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>A function, its derivatives, and where the last operand meets a kink.</summary>
    private sealed record Twin(Func<double[], double> Value, Func<double[], int, double> Slope, params double[] Kinks);
}
