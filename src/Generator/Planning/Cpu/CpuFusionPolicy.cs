using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Which merges pay on a processor.</summary>
/// <param name="graph">The network.</param>
internal sealed class CpuFusionPolicy(NetworkGraph graph) : IFusionPolicy
{
    /// <summary>Accumulators of the smallest tile that leave registers for a weight and a broadcast: 16 of AVX2, less 4.</summary>
    private const int MostPositions = 12;

    /// <summary>Share of the multiply-add peak that kernels at winners were measured at (0.28 to 0.41), and plain and transformed products (0.8 to 0.95).</summary>
    private const double WinnersEfficiency = 0.33, ProductEfficiency = 0.85;

    public bool KeepsWindow(ConvForward conv, MaxPoolForward pool) => pool.Window.Positions <= MostPositions && !conv.Geometry.IsDepthwise;

    public bool VisitsWinners(ConvForward conv, MaxPoolForward pool)
    {
        if (!conv.Geometry.HasWholeRows || conv.Geometry.Window is not { DilationY: 1, DilationX: 1 })
            return false;

        Winograd? algorithm = graph.Declaration.Fast ? WinogradChoice.Best(conv.Geometry, pool.Window, graph.Trainable) : null;
        double everywhere = (algorithm is null ? 1 : WinogradChoice.Share(conv.Geometry, algorithm)) / ProductEfficiency;
        double winners = (double)pool.Output.Shape.Pixels / conv.Geometry.Output.Pixels / WinnersEfficiency;
        return winners < everywhere;
    }

    public bool KeepsScores(ConvForward conv) => !conv.Geometry.IsDepthwise;
}
