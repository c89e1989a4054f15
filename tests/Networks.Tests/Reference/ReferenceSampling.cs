namespace Kiln.Networks.Tests.Reference;

/// <summary>Points that six numbers make of even places: <c>v = c0·y + c1·x + c4</c>, <c>u = c2·y + c3·x + c5</c>.</summary>
internal sealed class ReferenceAffineGrid : ReferenceGrid
{
    protected override (Rounded V, Rounded U) Point(Rounded[] c, Rounded y, Rounded x) => ((c[0] * y) + (c[1] * x) + c[4], (c[2] * y) + (c[3] * x) + c[5]);

    protected override Rounded[] Terms(Rounded v, Rounded u, Rounded y, Rounded x) => [v * y, v * x, u * y, u * x, v, u];
}

/// <summary>Points that one scale and two shifts make: <c>v = c0·y + c1</c>, <c>u = c0·x + c2</c>.</summary>
internal sealed class ReferenceScalingGrid : ReferenceGrid
{
    protected override (Rounded V, Rounded U) Point(Rounded[] c, Rounded y, Rounded x) => ((c[0] * y) + c[1], (c[0] * x) + c[2]);

    protected override Rounded[] Terms(Rounded v, Rounded u, Rounded y, Rounded x) => [(v * y) + (u * x), v, u];
}

/// <summary>A grid of points that are linear in a few numbers an image.</summary>
internal abstract class ReferenceGrid : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => new((int)layer.Option("Rows"), (int)layer.Option("Columns"), 2);

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        for (int n = 0; n < output.Images; n++)
        {
            Rounded[] numbers = [.. Enumerable.Range(inputs[0].At(n, 0, 0), inputs[0].Shape.Channels).Select(index => inputs[0][index])];
            for (int i = 0; i < output.Shape.Height; i++)
                for (int j = 0; j < output.Shape.Width; j++)
                    (output[output.At(n, i, j)], output[output.At(n, i, j) + 1]) = Point(numbers, Place(i, output.Shape.Height), Place(j, output.Shape.Width));
        }

        output.NumberSources();
        return new ReferenceStep(layer, inputs, output);
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceMap result = new(step.Input.Images, step.Input.Shape);
        for (int n = 0; n < gradient.Images; n++)
        {
            RoundedSum[] sums = new RoundedSum[step.Input.Shape.Channels];
            for (int i = 0; i < gradient.Shape.Height; i++)
                for (int j = 0; j < gradient.Shape.Width; j++)
                {
                    int at = gradient.At(n, i, j);
                    Rounded[] terms = Terms(gradient[at], gradient[at + 1], Place(i, gradient.Shape.Height), Place(j, gradient.Shape.Width));
                    for (int c = 0; c < sums.Length; c++)
                        sums[c].Add(terms[c]);
                }

            for (int c = 0; c < sums.Length; c++)
                result[result.At(n, 0, 0) + c] = sums[c].Total();
        }

        return [result];
    }

    /// <summary>The point of a place.</summary>
    protected abstract (Rounded V, Rounded U) Point(Rounded[] c, Rounded y, Rounded x);

    /// <summary>What the gradient by a point gives to that by each number.</summary>
    protected abstract Rounded[] Terms(Rounded v, Rounded u, Rounded y, Rounded x);

    /// <summary>Even places from −1 to 1; the last of them where there is one.</summary>
    private static Rounded Place(int index, int count) => count == 1 ? 1 : Rounded.Constant(-1 + (2.0 * index / (count - 1)));
}

/// <summary>The mean of the four pixels around a point, weighted by how near it is to each; outside the map there is 0.</summary>
internal sealed class ReferenceBilinearSampler : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) => new(inputs[1].Height, inputs[1].Width, inputs[0].Channels);

    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, ReferenceMap grid) = (inputs[0], inputs[1]);
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[grid.Length] };
        for (int n = 0; n < output.Images; n++)
            for (int i = 0; i < output.Shape.Height; i++)
                for (int j = 0; j < output.Shape.Width; j++)
                {
                    Point point = Point.Of(x, grid, n, i, j);
                    Decide(step, n, point.P, x.Shape.Height);
                    Decide(step, n, point.Q, x.Shape.Width);
                    (step.Branches[grid.At(n, i, j)], step.Branches[grid.At(n, i, j) + 1]) = point.IsNear ? (point.Row, point.Column) : (int.MinValue, int.MinValue);
                    for (int c = 0; c < output.Shape.Channels; c++)
                    {
                        RoundedSum sum = default;
                        foreach ((int pixel, Rounded down, Rounded across, _, _) in point.Corners)
                            sum.Add(down * across * x[pixel + c]);

                        output[output.At(n, i, j) + c] = sum.Total();
                    }
                }

        output.NumberSources();
        return step;
    }

    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        (ReferenceMap x, ReferenceMap grid) = (step.Inputs[0], step.Inputs[1]);
        ReferenceSum ofMap = new(x.Length);
        ReferenceMap ofGrid = new(grid.Images, grid.Shape);
        for (int n = 0; n < gradient.Images; n++)
            for (int i = 0; i < gradient.Shape.Height; i++)
                for (int j = 0; j < gradient.Shape.Width; j++)
                {
                    RoundedSum v = default, u = default;
                    foreach ((int pixel, Rounded down, Rounded across, int below, int right) in Point.Of(x, grid, n, i, j).Corners)
                        for (int c = 0; c < x.Shape.Channels; c++)
                        {
                            Rounded slope = gradient[gradient.At(n, i, j) + c];
                            ofMap.Add(pixel + c, down * across * slope);
                            v.Add(slope * x[pixel + c] * across * below);
                            u.Add(slope * x[pixel + c] * down * right);
                        }

                    ofGrid[grid.At(n, i, j)] = v.Total() * Rounded.Constant(0.5 * (x.Shape.Height - 1));
                    ofGrid[grid.At(n, i, j) + 1] = u.Total() * Rounded.Constant(0.5 * (x.Shape.Width - 1));
                }

        return [ofMap.ToMap(x.Images, x.Shape), ofGrid];
    }

    /// <summary>The derivative by a place jumps at every pixel, and where the samples begin to fade out.</summary>
    private static void Decide(ReferenceStep step, int image, Rounded place, int extent) =>
        step.Decide(image, place.Value - Math.Clamp(Math.Round(place.Value), -1, extent), place.Deviation);

    /// <summary>A point on a map.</summary>
    /// <param name="P">Its row, a fraction.</param>
    /// <param name="Q">Its column.</param>
    /// <param name="Corners">The pixels around it that the map has: the index of the first channel, the weights down and across, and whether the pixel is the second down and across, as 1 and −1.</param>
    private sealed record Point(Rounded P, Rounded Q, bool IsNear, IReadOnlyList<(int Pixel, Rounded Down, Rounded Across, int Below, int Right)> Corners)
    {
        public int Row => (int)Math.Floor(P.Value);

        public int Column => (int)Math.Floor(Q.Value);

        public static Point Of(ReferenceMap map, ReferenceMap grid, int n, int i, int j)
        {
            (int height, int width) = (map.Shape.Height, map.Shape.Width);
            Rounded p = (grid[grid.At(n, i, j)] + 1) * (0.5 * (height - 1)), q = (grid[grid.At(n, i, j) + 1] + 1) * (0.5 * (width - 1));
            double row = Math.Floor(p.Value), column = Math.Floor(q.Value);
            if (!(row >= -1 && row < height && column >= -1 && column < width))
                return new Point(p, q, IsNear: false, []);

            // What is below one pixel of a number is exact.
            Rounded down = p with { Value = p.Value - row }, across = q with { Value = q.Value - column };
            List<(int, Rounded, Rounded, int, int)> corners = [];
            for (int below = 0; below < 2; below++)
                for (int right = 0; right < 2; right++)
                {
                    (int y, int x) = ((int)row + below, (int)column + right);
                    if (y >= 0 && y < height && x >= 0 && x < width)
                        corners.Add((map.At(n, y, x), below == 1 ? down : 1 - down, right == 1 ? across : 1 - across, (2 * below) - 1, (2 * right) - 1));
                }

            return new Point(p, q, IsNear: true, corners);
        }
    }
}
