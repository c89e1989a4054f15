namespace Kiln.Golden.Tests.Specification;

/// <summary>Whole numbers that a formula gives.</summary>
internal static class Ramp
{
    /// <summary>Element t, from 0 and column-major, is <c>(factor · t mod modulus) − less</c>.</summary>
    public static float[] Of(int count, int factor, int modulus, int less) => [.. Enumerable.Range(0, count).Select(t => (float)((factor * t % modulus) - less))];

    /// <summary>The derivatives by the outputs of the examples: <c>(3t mod 5) − 2</c>.</summary>
    public static float[] Slopes(int count) => Of(count, 3, 5, 2);

    /// <summary>1, 2, 3 and so on.</summary>
    public static float[] Count(int count) => [.. Enumerable.Range(1, count).Select(t => (float)t)];
}
