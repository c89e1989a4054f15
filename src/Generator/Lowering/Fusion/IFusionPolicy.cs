using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>What a back end says about merges that are legal: whether they pay there.</summary>
internal interface IFusionPolicy
{
    /// <summary>Whether the sums of a pool's window may stay in registers after a convolution.</summary>
    bool KeepsWindow(ConvForward conv, MaxPoolForward pool);

    /// <summary>Whether the backward kernels of a convolution visit the winners of the pool after it only, and not a map in which the pool's gradient is
    /// spread out.</summary>
    bool VisitsWinners(ConvForward conv, MaxPoolForward pool);

    /// <summary>Whether factors of the filters may become part of a convolution's weights.</summary>
    bool FoldsFactors(ConvForward conv);

    /// <summary>Whether the rows of scores are still in a cache after this convolution when the loss takes them.</summary>
    bool KeepsScores(ConvForward conv);
}
