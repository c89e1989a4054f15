using System.Globalization;

namespace Kiln.Networks.Tests.Random;

/// <summary>Layers that look at places of a map which another map decides, with the layers in between.</summary>
internal static class RandomPlaces
{
    /// <summary>A few numbers of one map, a grid of them, and samples of another map there.</summary>
    /// <param name="nodes">What is there.</param>
    /// <param name="drawn">The numbers.</param>
    /// <param name="source">The map that is sampled.</param>
    public static RandomNode[] Sampler(IReadOnlyList<RandomNode> nodes, RandomLayer drawn, int source)
    {
        int decides = drawn.Seed / 5 % nodes.Count;
        bool isAffine = drawn.Seed % 2 == 0;
        RandomLayer dense = new(RandomKind.Dense, 0, 1, 1, (1, 1), default, isAffine ? 6 : 3, drawn.Seed);
        Shape grid = new(1 + (drawn.Seed / 7 % 6), 1 + (drawn.Seed / 11 % 7), 2), samples = grid with { Channels = nodes[source].Output.Channels };
        return
        [
            RandomFit.On(dense, Name(nodes, 0), decides, nodes[decides].Output),
            new(Name(nodes, 1), isAffine ? RandomKind.AffineGrid : RandomKind.ScalingGrid, [nodes.Count], WindowDescription.None, grid, grid.Count, [$"{grid.Height}", $"{grid.Width}"]),
            new(Name(nodes, 2), RandomKind.BilinearSampler, [source, nodes.Count + 1], WindowDescription.None, samples, 4 * samples.Count, []),
        ];
    }

    /// <summary>Corners of a few regions from one map, and a pool of another over these.</summary>
    /// <param name="nodes">What is there.</param>
    /// <param name="drawn">The numbers.</param>
    /// <param name="source">The map that is pooled.</param>
    public static RandomNode[] Regions(IReadOnlyList<RandomNode> nodes, RandomLayer drawn, int source)
    {
        int decides = drawn.Seed / 5 % nodes.Count, rows = 1 + (drawn.Seed % 3), columns = 1 + (drawn.Seed / 3 % 3);
        Shape map = nodes[source].Output, other = nodes[decides].Output, regions = new(Math.Min(other.Height, 1 + (drawn.Seed / 7 % 4)), 1, 4);
        WindowDescription window = WindowDescription.None with { Height = other.Height - regions.Height + 1, Width = other.Width };
        Shape tiles = new(regions.Height * rows, columns, map.Channels);
        return
        [
            new(Name(nodes, 0), RandomKind.Conv, [decides], window, regions, regions.Count * window.Height * window.Width * other.Channels, [$"{window.Height}", $"{window.Width}", "4"]),
            new(Name(nodes, 1), drawn.Kind, [source, nodes.Count], WindowDescription.None, tiles, tiles.Count * map.Height * map.Width,
            [
                $"Rows = {rows}", $"Columns = {columns}", $"Scale = {1 + (drawn.Seed / 13 % 4)}",
                string.Create(CultureInfo.InvariantCulture, $"OffsetX = {map.Width / 2.5}"), string.Create(CultureInfo.InvariantCulture, $"OffsetY = {map.Height / 2.5}"),
            ]),
        ];
    }

    /// <summary>The name of a layer some places after the last.</summary>
    private static string Name(IReadOnlyList<RandomNode> nodes, int place) => $"L{nodes.Count + place}";
}
