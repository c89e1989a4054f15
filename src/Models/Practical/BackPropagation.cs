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
    private readonly OneConvolution convolution;
    private readonly ConvolutionAndPool pooled;

    /// <summary>Draws the filters.</summary>
    /// <param name="image">384×512 pixels of 3 channels.</param>
    /// <param name="seed">Of filters and directions.</param>
    public BackPropagation(float[] image, int seed)
    {
        this.image = image;
        random = new NormalRandom(seed);
        weights = DirectionalDerivative.Noise(random, FilterSize * FilterSize * 3 * Filters);
        convolution = new OneConvolution(new ParameterSet<OneConvolution>(), maxBatch: 1);
        pooled = new ConvolutionAndPool(new ParameterSet<ConvolutionAndPool>(), maxBatch: 1);
    }

    /// <summary>The check of the convolution by its input.</summary>
    /// <returns>By the network's scores, and by loops in double.</returns>
    public (DirectionalDerivative Float, DirectionalDerivative Double) ByInput()
    {
        float[] p = DirectionalDerivative.Noise(random, convolution.OutputShape.Count), noise = DirectionalDerivative.Noise(random, image.Length), gradient = new float[image.Length];
        convolution.X2.WeightsParameter.Set(weights);
        float[] moved = Moved(image, noise), before = [.. convolution.Forward(image)], after = [.. convolution.Forward(moved)];
        convolution.ForwardForTraining(image);
        convolution.Backward(p, gradient);
        double computed = DirectionalDerivative.Inner(gradient, noise);
        return (new(Slope(p, before, after), computed), new(Difference(p, Convolved(image, weights, noise, null), Convolved(image, weights, null, null)), computed));
    }

    /// <summary>The check of the convolution by its filters.</summary>
    /// <inheritdoc cref="ByInput"/>
    public (DirectionalDerivative Float, DirectionalDerivative Double) ByFilters()
    {
        float[] p = DirectionalDerivative.Noise(random, convolution.OutputShape.Count), noise = DirectionalDerivative.Noise(random, weights.Length);
        convolution.X2.WeightsParameter.Set(weights);
        float[] before = [.. convolution.Forward(image)];
        convolution.ForwardForTraining(image);
        convolution.Backward(p);
        double computed = DirectionalDerivative.Inner(convolution.X2.WeightsGradient, noise);
        convolution.X2.WeightsParameter.Set(Moved(weights, noise));
        float[] after = [.. convolution.Forward(image)];
        return (new(Slope(p, before, after), computed), new(Difference(p, Convolved(image, weights, null, noise), Convolved(image, weights, null, null)), computed));
    }

    /// <summary>The check of convolution and pool by the filters.</summary>
    /// <inheritdoc cref="ByInput"/>
    public (DirectionalDerivative Float, DirectionalDerivative Double) ThroughPool()
    {
        float[] p = DirectionalDerivative.Noise(random, pooled.OutputShape.Count), noise = DirectionalDerivative.Noise(random, weights.Length);
        pooled.X2.WeightsParameter.Set(weights);
        float[] before = [.. pooled.Forward(image)];
        pooled.ForwardForTraining(image);
        pooled.Backward(p);
        double computed = DirectionalDerivative.Inner(pooled.X2.WeightsGradient, noise);
        pooled.X2.WeightsParameter.Set(Moved(weights, noise));
        float[] after = [.. pooled.Forward(image)];
        Shape map = convolution.OutputShape;
        return (new(Slope(p, before, after), computed), new(Difference(p, Largest(Convolved(image, weights, null, noise), map), Largest(Convolved(image, weights, null, null), map)), computed));
    }

    public void Dispose()
    {
        convolution.Dispose();
        pooled.Dispose();
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
    private double[] Convolved(float[] image, float[] weights, float[]? imageNoise, float[]? weightsNoise)
    {
        Shape shape = convolution.Description.InputShape;
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
