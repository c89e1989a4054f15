using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>The pixels of a map of which rounding decides whether they are the maximum of a window: what gradient they get is not to be compared.</summary>
/// <remarks>Of two values that differ by less than two float computations of one sum do, another processor may find the other one larger. The derivative by a maximum jumps there.</remarks>
internal sealed class PoolTies
{
    /// <summary>How far two float computations of one pixel may be apart, relative to the largest pixel.</summary>
    private const double Rounding = 1e-6;

    private readonly Tensor map;
    private readonly bool[] undecided;

    /// <param name="map">One channel of one image.</param>
    /// <param name="size">Rows and columns of the window, which stands at every pixel.</param>
    /// <param name="pad">Pixels by which it reaches beyond the map above and on the left.</param>
    public PoolTies(Tensor map, int size, int pad)
    {
        this.map = map;
        undecided = new bool[map.Height * map.Width];
        float rounding = (float)(Rounding * map.Largest);
        for (int row = -pad; row < map.Height - pad; row++)
        {
            for (int column = -pad; column < map.Width - pad; column++)
            {
                float largest = float.NegativeInfinity;
                Visit(row, column, size, (y, x) => largest = Math.Max(largest, map[y, x, 0, 0]));
                int candidates = 0;
                Visit(row, column, size, (y, x) => candidates += map[y, x, 0, 0] >= largest - rounding ? 1 : 0);
                if (candidates > 1)
                    Visit(row, column, size, (y, x) => undecided[(y * map.Width) + x] |= map[y, x, 0, 0] >= largest - rounding);
            }
        }
    }

    /// <summary>A map's numbers, and 0 in place of those that an undecided pixel enters.</summary>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="reach">How many pixels further it enters.</param>
    public float[] Without(float[] values, int reach)
    {
        float[] decided = [.. values];
        for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
            {
                if (undecided[(y * map.Width) + x])
                    Visit(y - reach, x - reach, (2 * reach) + 1, (row, column) => decided[(row * map.Width) + column] = 0);
            }

        return decided;
    }

    /// <summary>The pixels of a square, as far as they are on the map.</summary>
    private void Visit(int row, int column, int size, Action<int, int> pixel)
    {
        for (int y = Math.Max(0, row); y < Math.Min(map.Height, row + size); y++)
            for (int x = Math.Max(0, column); x < Math.Min(map.Width, column + size); x++)
                pixel(y, x);
    }
}
