using Kiln.Numerics;

namespace Kiln.Inspection;

/// <summary>Holds the computed derivatives of a network's loss against central differences along random directions, as the practical does.</summary>
/// <remarks>
/// The loss is that of a training step: batch normalisations use the moments of the batch, and dropout drops the same every time. Arrays that no gradient moves
/// are left out.
/// For an array w and a direction e of standard normal numbers the loss changes by ⟨g, e⟩ per unit along e, which has the size of ‖g‖ because e is
/// random. A long step lets maxima and rectifiers change sides, a short one drowns in the rounding of the float32 loss; so the step is halved
/// several times, and of all neighbouring pairs of differences the one that agrees best is believed. The computed derivative has no
/// say in that choice. In a deep network rectifiers change sides at the shortest step too, which a few directions suffer from by chance: of several
/// directions the one with the middle difference counts. A wrong kernel is off in nearly all of them. Products are summed in double.
/// </remarks>
public sealed class DerivativeCheck
{
    /// <summary>How much the longest step changes the loss, about.</summary>
    private const double LongestChange = 2.5e-4;

    private const int Halvings = 4;

    /// <summary>Random directions an array; odd, so that there is a middle one.</summary>
    private const int Directions = 9;

    /// <summary>No array is moved as if its gradient were shorter than this share of the longest: it would go beyond all reason.</summary>
    private const double LeastShare = 1e-3;

    /// <summary>Images of the batch; averaging over a few is enough and keeps the check quick.</summary>
    private const int Images = 4;

    private readonly TrainableNetwork network;
    private readonly NormalRandom random;
    private readonly float[] images;

    /// <summary>Length of the longest gradient of any array.</summary>
    private double longest;

    /// <summary>A check on random weights, images and labels. The network's parameters are overwritten.</summary>
    /// <param name="network">Built for at least <see cref="MaxBatch"/> images.</param>
    /// <param name="seed">The same seed checks the same numbers.</param>
    public DerivativeCheck(TrainableNetwork network, int seed)
    {
        this.network = network;
        random = new NormalRandom(seed);
        network.Parameters.Initialize(Initialization.He, seed);

        // Biases of zero would hide a wrong sign of theirs.
        foreach (Parameter array in network.Parameters.Arrays.Where(array => array.Description is { FanIn: 0, Start: 0, Update: ParameterUpdate.Gradient }))
            array.Set(Normal(array.Description.Length, 0.1));

        images = Normal(Images * network.Description.InputFloats, 1);
        network.DrawLabels(Images, seed);
    }

    /// <summary>The most images of one call that the check makes.</summary>
    public static int MaxBatch => Images;

    /// <summary>Checks every parameter array that learns, then the input; each when its result is asked for.</summary>
    /// <exception cref="InvalidOperationException">The network has no loss.</exception>
    public IEnumerable<DerivativeResult> Run()
    {
        float[] inputGradient = new float[images.Length];
        network.ComputeGradientsOf(images, inputGradient);
        float[] gradients = network.Gradients.ToArray();
        Parameter[] learning = [.. network.Parameters.Arrays.Where(array => array.Description.Update == ParameterUpdate.Gradient)];
        longest = learning.Select(array => Length(GradientOf(array).Span)).Append(Length(inputGradient)).Max();

        foreach (Parameter array in learning)
        {
            float[] values = array.Values.ToArray();
            yield return Compare(array.Description.Name, values, GradientOf(array), moved =>
            {
                array.Set(moved);
                return network.Run(images).Loss;
            });
            array.Set(values);
        }

        yield return Compare(string.Join(", ", network.Description.Layers.Take(network.Description.InputCount).Select(input => input.Name)), images, inputGradient, moved => network.Run(moved).Loss);

        ReadOnlyMemory<float> GradientOf(Parameter array) => gradients.AsMemory(array.Description.Offset, array.Description.Length);
    }

    private DerivativeResult Compare(string name, float[] values, ReadOnlyMemory<float> gradient, Func<float[], double> loss) => Enumerable.Range(0, Directions)
        .Select(_ => CompareOnce(name, values, gradient, loss))
        .OrderBy(result => result.PercentOfLength)
        .ElementAt(Directions / 2);

    private DerivativeResult CompareOnce(string name, float[] values, ReadOnlyMemory<float> gradient, Func<float[], double> loss)
    {
        float[] direction = Normal(values.Length, 1);
        double size = Length(gradient.Span), computed = Dot(gradient.Span, direction);
        if (longest == 0)
            return new DerivativeResult(name, double.NaN, computed, size, longest);

        double[] differences = new double[Halvings + 1];
        for (int i = 0; i < differences.Length; i++)
        {
            double step = LongestChange / Math.Max(size, LeastShare * longest) / (1 << i);
            differences[i] = (loss(Moved(values, direction, step)) - loss(Moved(values, direction, -step))) / (2 * step);
        }

        int best = Enumerable.Range(0, Halvings).MinBy(i => Math.Abs(differences[i] - differences[i + 1]));
        return new DerivativeResult(name, (differences[best] + differences[best + 1]) / 2, computed, size, longest);
    }

    private static double Length(ReadOnlySpan<float> values) => Math.Sqrt(Dot(values, values));

    private static float[] Moved(float[] values, float[] direction, double step) =>
        [.. values.Select((value, i) => (float)(value + (step * direction[i])))];

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }

    private float[] Normal(int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * random.Next()))];
}

/// <summary>One array's derivative along a random direction.</summary>
/// <param name="Name">The array.</param>
/// <param name="Empirical">By central differences.</param>
/// <param name="Computed">From the backward kernels.</param>
/// <param name="Size">Length of the gradient, the typical size of <paramref name="Computed"/>.</param>
/// <param name="Longest">Length of the longest gradient of any array of the network.</param>
public readonly record struct DerivativeResult(string Name, double Empirical, double Computed, double Size, double Longest = 0)
{
    /// <summary>What is less than this share of the longest gradient is rounding.</summary>
    private const double Rounding = 1e-5;

    /// <summary>The share of the gradient's length by which the two may differ. A bound relative to the derivative would fail whenever the random
    /// direction happens to be almost level. Rounding takes up to half a percent, maxima that change sides up to three; a wrong kernel
    /// is off by tens.</summary>
    private const double TolerancePercent = 5;

    /// <summary>As the practical prints it: |1 − empirical / computed| in percent.</summary>
    public double ErrorPercent => Empirical == Computed ? 0 : 100 * Math.Abs(1 - (Empirical / Computed));

    /// <summary>The difference in percent of the gradient's length.</summary>
    public double PercentOfLength => 100 * Math.Abs(Empirical - Computed) / Size;

    /// <summary>Whether the array moves the loss by no more than rounding, and its gradient says so: a bias whose sum a normalisation takes away.</summary>
    public bool IsNothing => Longest > 0 && Size <= Rounding * Longest && Math.Abs(Empirical) <= Rounding * Longest;

    /// <summary>Whether the two agree. Where all gradients are zero throughout, nothing does.</summary>
    public bool Agrees => PercentOfLength <= TolerancePercent || IsNothing;
}
