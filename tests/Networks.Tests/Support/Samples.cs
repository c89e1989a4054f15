using Kiln.Networks.Tests.Reference;
using Kiln.Numerics;

namespace Kiln.Networks.Tests.Support;

/// <summary>Random parameters, images and labels.</summary>
internal static class Samples
{
    /// <summary>Sets every parameter: weights that keep the size of signals, and offsets, factors and moments away from where they start.</summary>
    public static void Fill(ParameterSet parameters, int seed)
    {
        parameters.Initialize(Initialization.He, seed);
        NormalRandom random = new(seed);
        foreach (Parameter array in parameters.Arrays.Where(array => array.Description.FanIn == 0))
            foreach (ref float value in array.Edit())
                value = Start(array.Description, random.Next());
    }

    /// <summary>A value of an array that is not random: variances above 0, factors around 1, the others around 0.</summary>
    /// <param name="array">The array.</param>
    /// <param name="drawn">A standard normal number.</param>
    public static float Start(ParameterDescription array, double drawn) => array.Name.EndsWith(".Variance", StringComparison.Ordinal)
        ? (float)(0.4 + Math.Abs(drawn))
        : (float)(array.Start + (0.2 * drawn));

    /// <summary>Standard normal floats.</summary>
    public static float[] Floats(int count, int seed)
    {
        NormalRandom random = new(seed);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = (float)random.Next();

        return values;
    }

    /// <summary>A label a position; about every eighth is ignored.</summary>
    public static int[] Labels(int count, int classes, int seed)
    {
        SeededRandom random = new(seed, stream: 1);
        int[] labels = new int[count];
        foreach (ref int label in labels.AsSpan())
            label = random.Next(8) == 0 ? -1 : random.Next(classes);

        return labels;
    }
}
