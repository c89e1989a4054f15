using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Samples of maps at the points of grids.</summary>
internal static class Samplers
{
    /// <summary><c>vl_nnbilinearsampler</c>: x, and grid of two numbers × rows × columns × grids, as many for each image.</summary>
    /// <remarks>
    /// <para>Kiln has one grid an image: an image of several grids stands there once for each, and its derivative is the sum of theirs.</para>
    /// <para>Samples fade out over the pixel before the first row or column, in Kiln and by the text of MatConvNet's kernel. But on a processor that kernel compares the number −1 of such a
    /// pixel with extents that have no sign, finds it too large, and gives 0. Its tensors are compared by that rule.</para>
    /// </remarks>
    public static IExperiment Bilinear(GoldenCase one)
    {
        Tensor x = one["x"], grid = ChannelsLast(one["grid"]);
        if (grid.Count % x.Count != 0)
            throw one.Error($"a case that has as many grids for each image, not {grid.Count} for {x.Count}");

        int each = grid.Count / x.Count;
        bool[] before = [.. Layouts.Maps(grid).Chunk(2).Select(point => point.Any(number => number < -1))];
        MapInput map = new(one, "x")
        {
            Values = x.Images([.. Enumerable.Range(0, grid.Count).Select(n => n / each)]),
            AsMatConvNet = gradient => [.. gradient.Chunk(each * x.Shape.Count).SelectMany(ofGrids => Sum(ofGrids, x.Shape.Count))],
        };
        MapInput points = new(one, "grid") { Values = grid, DerivativeLayout = derivative => Layouts.Maps(ChannelsLast(derivative)) };
        return new MapExperiment(one, map, points)
        {
            Attribute = $"BilinearSampler(nameof({map.Property}), nameof({points.Property}))",
            AsMatConvNet = output => [.. output.Select((value, i) => before[i / x.Channels] ? 0 : value)],
        };
    }

    /// <summary>Two numbers × rows × columns × grids become rows × columns × two numbers × grids.</summary>
    private static Tensor ChannelsLast(Tensor grid) => new(grid.Name, new Extents(grid.Width, grid.Channels, grid.Height, grid.Count),
    [
        .. from n in Enumerable.Range(0, grid.Count) from number in Enumerable.Range(0, grid.Height) from j in Enumerable.Range(0, grid.Channels) from i in Enumerable.Range(0, grid.Width)
           select grid[number, i, j, n],
    ]);

    /// <summary>The sum of several maps.</summary>
    private static IEnumerable<float> Sum(float[] maps, int floats) =>
        Enumerable.Range(0, floats).Select(i => (float)maps.Chunk(floats).Sum(map => (double)map[i]));
}
