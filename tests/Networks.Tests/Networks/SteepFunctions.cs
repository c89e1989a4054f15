namespace Kiln.Networks.Tests.Networks;

/// <summary>Quotients whose exponential leaves float's range for inputs below −88.</summary>
[Network(OwnLoss = true)]
public sealed partial class SteepFunctions
{
    private static float Swish(float x) => x / (1 + MathF.Exp(-x));

    private static float Gate(float value, float gate) => value / (1 + MathF.Exp(-gate));

    [Input(1, 20, 1)]                                       public partial Layer Image  { get; }
    [Function(nameof(Swish))]                               public partial Layer Swish1 { get; }
    [Function(nameof(Gate), nameof(Swish1), nameof(Image))] public partial Layer Scores { get; }
}
