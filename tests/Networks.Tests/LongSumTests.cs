using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>Sums over many pixels keep their digits.</summary>
public class LongSumTests
{
    private const int Height = 300, Width = 400;

    private const string Declared = """
        [Network(OwnLoss = true)]
        public sealed partial class OneFilter
        {
            [Input(300, 400, 1)] public partial Layer     Image  { get; }
            [Conv(1, 1, 1)]      public partial ConvLayer Scores { get; }
        }
        """;

    /// <summary>One after the other, 120,000 floats of 0.1 sum to 11,990.7: what is added becomes small against the sum, and is rounded the same way each time.</summary>
    [Fact]
    public void ABiasOfALargeMap()
    {
        using NetworkBuild build = new(Declared);
        foreach (int bits in Cases.Widths)
        {
            using Numerics.VectorWidth.Scope width = Numerics.VectorWidth.Use(bits);
            using TrainableNetwork net = (TrainableNetwork)build.Create("OneFilter", 1, 1);
            float[] slopes = new float[Height * Width];
            Array.Fill(slopes, 0.1f);
            net.ForwardForTraining(Samples.Floats(Height * Width, 1));
            net.Backward(slopes);

            double expected = Height * Width * (double)0.1f;
            Assert.Equal(expected, ((ConvLayer)net.Layers[1]).BiasesGradient[0], 1e-5 * expected);
        }
    }
}
