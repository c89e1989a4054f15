using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Which merges pay on a processor.</summary>
/// <param name="graph">The network.</param>
internal sealed class CpuFusionPolicy(NetworkGraph graph) : IFusionPolicy
{
    /// <summary>Accumulators of the smallest tile that leave registers for a weight and a broadcast: 16 of AVX2, less 4.</summary>
    private const int MostPositions = 12;

    public bool KeepsWindow(ConvForward conv, MaxPoolForward pool) => pool.Window.Positions <= MostPositions && !conv.Geometry.IsDepthwise;

    public bool VisitsWinners(ConvForward conv, MaxPoolForward pool)
    {
        ConvGeometry geometry = conv.Geometry;
        if (!geometry.HasWholeRows || geometry.Window is not { DilationY: 1, DilationX: 1 })
            return false;

        double peak = 2 * Target.WidestLanes;
        double winners = (double)pool.Output.Shape.Pixels * geometry.Reduction * geometry.Filters / (peak * Machine.WinnersEfficiency);
        return 2 * winners < Everywhere(geometry, pool, peak);
    }

    /// <summary>Cycles an image of the gradients by weights and input over a map in which the pool's gradient is spread out. Lanes beyond the last channel are
    /// lost; the map of gradients is written and read, transformed tiles are written and read in the caches.</summary>
    private double Everywhere(ConvGeometry geometry, MaxPoolForward pool, double peak)
    {
        Winograd? algorithm = graph.Declaration.Winograd ? WinogradChoice.Best(geometry, Window.None, graph) : null;
        double share = algorithm is null ? 1 : WinogradChoice.Share(geometry, algorithm);
        double products = share * geometry.MultiplyAdds / (peak * Machine.ProductEfficiency) * (Padding(geometry.Filters) + Padding(geometry.Input.Channels));
        double tiles = algorithm is null ? 0
            : (double)algorithm.Tiles(geometry.Output.Height) * algorithm.Tiles(geometry.Output.Width) * algorithm.Multiplies
              * (TileLayout.PitchOf(geometry.Input.Channels) + TileLayout.PitchOf(geometry.Filters));
        return products + (sizeof(float) * ((2 * tiles) + (2 * geometry.Output.Count)) / Machine.BytesPerCycle);
    }

    /// <summary>How many times the lanes that hold channels the vectors have.</summary>
    private static double Padding(int channels) => (double)Target.WholeVectors(channels) / channels;

    /// <summary>Weights that are rounded are rounded as the user has them; factors are then one multiplication a result, of which such layers have few.</summary>
    public bool FoldsFactors(ConvForward conv) => !HalfWeights.Serve(graph, conv.Geometry);

    public bool KeepsScores(ConvForward conv) => !conv.Geometry.IsDepthwise;
}
