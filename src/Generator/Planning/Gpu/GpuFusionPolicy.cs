using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>Which merges pay on a graphics processor.</summary>
internal sealed class GpuFusionPolicy : IFusionPolicy
{
    /// <summary>A thread holds a multiple of four positions, so windows of two and of four stay within one.</summary>
    public bool KeepsWindow(ConvForward conv, MaxPoolForward pool) => pool.Window.Positions is 2 or 4 && !conv.Geometry.IsDepthwise;

    /// <summary>The winner differs from channel to channel: a product over winners would gather every operand one by one, where the product over all positions
    /// reads rows.</summary>
    public bool VisitsWinners(ConvForward conv, MaxPoolForward pool) => false;

    public bool FoldsFactors(ConvForward conv) => true;

    /// <summary>A row of scores is spread over several groups of threads.</summary>
    public bool KeepsScores(ConvForward conv) => false;
}
