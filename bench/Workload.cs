using Kiln.Bench.Peers;
using Kiln.Numerics;

namespace Kiln.Bench;

/// <summary>Random numbers to compute with, and how much there is to compute.</summary>
internal static class Workload
{
    /// <summary>How far two programs may differ, as a share of the largest score: fast convolutions round more often than plain sums.</summary>
    private const float Tolerance = 1e-3f;

    private const int Seed = 1;

    /// <summary>Random weights and, so that a comparison sees them, biases, factors and moments around those at which they start.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    public static ParameterSet<TNetwork> Parameters<TNetwork>()
        where TNetwork : IDeclaredNetwork
    {
        ParameterSet<TNetwork> parameters = new(Seed);
        foreach (Parameter biases in parameters.Arrays.Where(array => array.Description.FanIn == 0))
            biases.Set([.. Numbers(biases.Description.Length, scale: 0.1f).Select(number => biases.Description.Start + number)]);
        return parameters;
    }

    /// <summary>Random images with values around 0.</summary>
    /// <param name="shape">Extents of an image.</param>
    /// <param name="images">How many.</param>
    public static float[] Images(Shape shape, int images) => Numbers(images * shape.Count, scale: 1);

    /// <summary>Random labels.</summary>
    /// <param name="images">How many.</param>
    /// <param name="classes">From how many classes.</param>
    public static int[] Labels(int images, int classes)
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, images).Select(_ => random.Next(classes))];
    }

    /// <summary>Makes sure that two programs compute the same scores.</summary>
    /// <param name="ours">Our scores.</param>
    /// <param name="peer">The other's, which has the images already.</param>
    /// <exception cref="DisagreementException">They do not.</exception>
    public static void RequireAgreement(ReadOnlySpan<float> ours, OnnxRuntimeNetwork peer)
    {
        peer.Forward();
        RequireAgreement(ours, peer.Output, "ONNX Runtime");
    }

    /// <summary>Makes sure that two programs compute the same.</summary>
    /// <param name="ours">Our numbers.</param>
    /// <param name="theirs">The other's.</param>
    /// <param name="peer">Its name.</param>
    /// <exception cref="DisagreementException">They do not.</exception>
    public static void RequireAgreement(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, string peer)
    {
        if (ours.Length != theirs.Length)
            throw new DisagreementException($"ours has {ours.Length} numbers, {peer} {theirs.Length}");

        float largest = 0, difference = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(theirs[i]));
            difference = Math.Max(difference, Math.Abs(ours[i] - theirs[i]));
        }

        if (!(difference <= Tolerance * largest))
            throw new DisagreementException($"ours differs from {peer} by up to {difference}, where the largest number is {largest}");
    }

    /// <summary>Makes sure that two programs have the same loss, and after a step of each still.</summary>
    /// <param name="ours">Our loss.</param>
    /// <param name="peer">The other's.</param>
    /// <exception cref="DisagreementException">They have not.</exception>
    public static void RequireAgreement(LossReport ours, float peer)
    {
        if (!(Math.Abs(ours.Loss - peer) <= Tolerance * peer))
            throw new DisagreementException($"our loss is {ours.Loss}, TorchSharp's {peer}");
    }

    private static float[] Numbers(int count, float scale)
    {
        SeededRandom random = new(Seed, count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = scale * ((2 * (float)random.NextDouble()) - 1);
        return values;
    }
}
