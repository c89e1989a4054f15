using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Tests.Support;

/// <summary>Says that every merge pays, so that only what is legal decides.</summary>
internal sealed class Consenting : IFusionPolicy
{
    public bool Winners { get; init; } = true;

    public bool KeepsWindow(ConvForward conv, MaxPoolForward pool) => true;

    public bool VisitsWinners(ConvForward conv, MaxPoolForward pool) => Winners;

    public bool FoldsFactors(ConvForward conv) => true;

    public bool KeepsScores(ConvForward conv) => true;
}
