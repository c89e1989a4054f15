namespace Kiln.Networks.Tests.Reference;

/// <summary>Rectification and maximum: the layers that decide, and so must not be asked about values that rounding could swap.</summary>
internal static class ReferencePointwise
{
    /// <summary>Values closer than this many deviations count as undecided.</summary>
    public const double Undecided = 16;

    /// <summary>max(x, 0).</summary>
    /// <returns>Whether each value is clearly on one side of 0.</returns>
    public static bool Relu(ReferenceMap x, ReferenceMap y)
    {
        bool decided = true;
        for (int i = 0; i < x.Values.Length; i++)
        {
            double margin = Undecided * x.Deviations[i];
            decided &= margin == 0 || Math.Abs(x.Values[i]) > margin;
            bool passes = x.Values[i] > 0;
            y.Values[i] = passes ? x.Values[i] : 0;
            y.Errors[i] = passes ? x.Errors[i] : 0;
            y.Deviations[i] = passes ? x.Deviations[i] : 0;
            y.Sources[i] = x.Sources[i];
        }

        return decided;
    }

    /// <summary>The gradient where the value is above 0.</summary>
    public static ReferenceMap ReluBackward(ReferenceMap x, ReferenceMap gradient)
    {
        ReferenceMap result = new(x.Images, x.Shape);
        for (int i = 0; i < x.Values.Length; i++)
            if (x.Values[i] > 0)
                (result.Values[i], result.Errors[i]) = (gradient.Values[i], gradient.Errors[i]);

        return result;
    }

    /// <summary>The first maximum of every window clipped to the map, down the columns from left to right.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output.</param>
    /// <param name="window">The window.</param>
    /// <param name="winners">Gets the index of every winner in <paramref name="x"/>.</param>
    /// <returns>Whether each winner is clearly ahead, or equal as a copy is.</returns>
    public static bool MaxPool(ReferenceMap x, ReferenceMap y, WindowDescription window, int[] winners)
    {
        bool decided = true;
        for (int n = 0; n < y.Images; n++)
            for (int i = 0; i < y.Shape.Height; i++)
                for (int j = 0; j < y.Shape.Width; j++)
                {
                    int[] pixels = [.. Pixels(x, window, n, i, j)];
                    for (int c = 0; c < y.Shape.Channels; c++)
                    {
                        int best = pixels[0] + c;
                        foreach (int pixel in pixels)
                            best = x.Values[pixel + c] > x.Values[best] ? pixel + c : best;

                        foreach (int pixel in pixels)
                            decided &= IsClear(x, best, pixel + c);

                        int to = y.At(n, i, j) + c;
                        winners[to] = best;
                        (y.Values[to], y.Errors[to]) = (x.Values[best], x.Errors[best]);
                        (y.Deviations[to], y.Sources[to]) = (x.Deviations[best], x.Sources[best]);
                    }
                }

        return decided;
    }

    /// <summary>Every gradient at its winner.</summary>
    public static ReferenceMap MaxPoolBackward(ReferenceMap x, ReferenceMap gradient, int[] winners)
    {
        ReferenceSum sum = new(x.Values.Length);
        for (int i = 0; i < winners.Length; i++)
            sum.Add(winners[i], gradient.Values[i], gradient.Errors[i]);

        return sum.ToMap(x.Images, x.Shape);
    }

    private static bool IsClear(ReferenceMap x, int best, int other)
    {
        double margin = Undecided * (x.Deviations[best] + x.Deviations[other]);
        return margin == 0 || x.Sources[best] == x.Sources[other] || x.Values[best] - x.Values[other] > margin;
    }

    private static IEnumerable<int> Pixels(ReferenceMap x, WindowDescription window, int n, int i, int j)
    {
        for (int v = 0; v < window.Width; v++)
            for (int u = 0; u < window.Height; u++)
            {
                int row = (i * window.StrideY) + u - window.PadTop, column = (j * window.StrideX) + v - window.PadLeft;
                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                    yield return x.At(n, row, column);
            }
    }
}
