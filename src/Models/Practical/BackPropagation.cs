using Kiln.Inspection;
using Kiln.Models.Networks.Practical;
using Kiln.Numerics;

namespace Kiln.Models.Practical;

/// <summary>Part 2: gradients against differences, once by the network's own scores and once by plain loops in double.</summary>
/// <remarks>A difference of two scores of 24 bits, divided by 1e-4, keeps few digits: by the network's own scores the two sides differ by some tenths of a per cent, and
/// now and then by several. By plain loops in double they agree as far as the gradients themselves, which are floats, are exact.</remarks>
internal sealed class BackPropagation : IDisposable
{
    /// <summary>How far a point is moved.</summary>
    private const float Eta = 1e-4f;

    private const int Filters = 10, FilterSize = 5, PoolSize = 10;

    private readonly float[] image;
    private readonly NormalRandom random;
    private readonly float[] weights;
    private readonly OneConvolution convolution = new(new ParameterSet<OneConvolution>(), maxBatch: 1);
    private readonly ConvolutionAndPool pooled = new(new ParameterSet<ConvolutionAndPool>(), maxBatch: 1);

    /// <summary>The convolution by plain loops, where it was not moved.</summary>
    private readonly double[] unmoved;

    /// <summary>Draws the filters.</summary>
    /// <param name="image">Of <see cref="Extents"/>.</param>
    /// <param name="seed">Of filters and directions.</param>
    public BackPropagation(float[] image, int seed)
    {
        this.image = image;
        random = new NormalRandom(seed);
        weights = Noise(FilterSize * FilterSize * 3 * Filters);
        unmoved = Convolved(null, null);
    }

    /// <summary>The extents of the picture.</summary>
    public static Shape Extents { get; } = new ParameterSet<OneConvolution>().Network.InputShape;

    /// <summary>The check of the convolution by its input.</summary>
    /// <returns>By the network's scores, and by loops in double.</returns>
    public (DerivativeResult Float, DerivativeResult Double) ByInput()
    {
        float[] p = Noise(convolution.OutputShape.Count), noise = Noise(image.Length), gradient = new float[image.Length];
        convolution.X2.WeightsParameter.Set(weights);
        float[] before = [.. convolution.ForwardForTraining(image)];
        convolution.Backward(p, gradient);
        float[] after = [.. convolution.Forward(Moved(image, noise))];
        return Results(Slope(p, before, after), Difference(p, Convolved(noise, null), unmoved), gradient, noise);
    }

    /// <summary>The check of the convolution by its filters.</summary>
    /// <inheritdoc cref="ByInput"/>
    public (DerivativeResult Float, DerivativeResult Double) ByFilters() => ByFilters(convolution, convolution.X2.WeightsParameter, scores => scores);

    /// <summary>The check of convolution and pool by the filters.</summary>
    /// <inheritdoc cref="ByInput"/>
    public (DerivativeResult Float, DerivativeResult Double) ThroughPool() => ByFilters(pooled, pooled.X2.WeightsParameter, scores => Largest(scores, convolution.OutputShape));

    private (DerivativeResult Float, DerivativeResult Double) ByFilters(TrainableNetwork net, Parameter filters, Func<double[], double[]> rest)
    {
        float[] p = Noise(net.OutputShape.Count), noise = Noise(weights.Length);
        filters.Set(weights);
        float[] before = [.. net.ForwardForTraining(image)];
        net.Backward(p);
        float[] gradient = [.. net.Gradients.Slice(filters.Description.Offset, filters.Description.Length)];
        filters.Set(Moved(weights, noise));
        float[] after = [.. net.Forward(image)];
        return Results(Slope(p, before, after), Difference(p, rest(Convolved(null, noise)), rest(unmoved)), gradient, noise);
    }

    private static (DerivativeResult Float, DerivativeResult Double) Results(double ofScores, double ofLoops, float[] gradient, float[] direction)
    {
        double computed = Inner(gradient, direction), length = Math.Sqrt(Inner(gradient, gradient));
        return (new("scores", ofScores, computed, length), new("loops", ofLoops, computed, length));
    }

    public void Dispose()
    {
        convolution.Dispose();
        pooled.Dispose();
    }

    /// <summary>Normal numbers of deviation 1.</summary>
    private float[] Noise(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Next())];

    /// <summary>The sum of products, in double.</summary>
    private static double Inner(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];

        return sum;
    }

    private static float[] Moved(float[] point, float[] noise)
    {
        float[] moved = new float[point.Length];
        for (int i = 0; i < moved.Length; i++)
            moved[i] = point[i] + (Eta * noise[i]);

        return moved;
    }

    /// <summary>What the practical computes: the quotient of each score in float, then the sum.</summary>
    private static double Slope(float[] p, float[] before, float[] after)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
            sum += p[i] * ((after[i] - before[i]) / Eta);

        return sum;
    }

    private static double Difference(float[] p, double[] after, double[] before)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
            sum += p[i] * (after[i] - before[i]);

        return sum / Eta;
    }

    /// <summary>The convolution by plain loops in double, of the image and the filters moved by some noise.</summary>
    private double[] Convolved(float[]? imageNoise, float[]? weightsNoise)
    {
        Shape shape = Extents;
        int height = shape.Height - FilterSize + 1, width = shape.Width - FilterSize + 1, channels = shape.Channels;
        double[] x = At(image, imageNoise), w = At(weights, weightsNoise), y = new double[height * width * Filters];
        Parallel.For(0, height, row =>
        {
            for (int column = 0; column < width; column++)
            {
                Span<double> sums = y.AsSpan(((row * width) + column) * Filters, Filters);
                for (int u = 0; u < FilterSize; u++)
                {
                    int from = (((row + u) * shape.Width) + column) * channels;
                    for (int tap = 0; tap < FilterSize * channels; tap++)
                    {
                        int filter = ((u * FilterSize * channels) + tap) * Filters;
                        for (int k = 0; k < Filters; k++)
                            sums[k] += x[from + tap] * w[filter + k];
                    }
                }
            }
        });
        return y;
    }

    private static double[] At(float[] point, float[]? noise)
    {
        double[] moved = new double[point.Length];
        for (int i = 0; i < moved.Length; i++)
            moved[i] = point[i] + (noise is null ? 0 : (double)Eta * noise[i]);

        return moved;
    }

    /// <summary>The pool by plain loops.</summary>
    private static double[] Largest(double[] map, Shape shape)
    {
        int height = shape.Height - PoolSize + 1, width = shape.Width - PoolSize + 1, channels = shape.Channels;
        double[] y = new double[height * width * channels];
        Parallel.For(0, height, row =>
        {
            for (int column = 0; column < width; column++)
            {
                Span<double> best = y.AsSpan(((row * width) + column) * channels, channels);
                best.Fill(double.NegativeInfinity);
                for (int u = 0; u < PoolSize; u++)
                {
                    for (int v = 0; v < PoolSize; v++)
                    {
                        ReadOnlySpan<double> pixel = map.AsSpan((((row + u) * shape.Width) + column + v) * channels, channels);
                        for (int k = 0; k < channels; k++)
                            best[k] = Math.Max(best[k], pixel[k]);
                    }
                }
            }
        });
        return y;
    }
}
