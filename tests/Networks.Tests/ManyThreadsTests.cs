using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>Layers whose weights exceed a core's caches give more threads smaller pieces: of every size the numbers are the reference's, and the same bits.</summary>
public sealed class ManyThreadsTests
{
    private const string Declaration = """
        namespace Drawn;

        [Network]
        public sealed partial class Wide
        {
            [Input(15, 14, 512)]                        public partial Layer     Image { get; }
            [Conv(1, 1, 800)]                           public partial ConvLayer Conv1 { get; }
            [Conv(3, 3, 48, Pad = 1, Stride = 2)]       public partial ConvLayer Conv2 { get; }
            [Dense(5)]                                  public partial ConvLayer Score { get; }
        }
        """;

    [Fact]
    public void TheySharePiecesOfAnotherSizeAndComputeTheSame()
    {
        using NetworkBuild build = new(Declaration);
        foreach (int bits in Cases.Widths)
        {
            using VectorWidth.Scope width = VectorWidth.Use(bits);
            Dictionary<int, (float[] Scores, int[] Units)> runs = [];
            foreach (int threads in new[] { 1, 2, 8, 40 })
            {
                using ImageNetwork net = build.Create("Drawn.Wide", 3, threads);
                Samples.Fill(net.Parameters, seed: 5);
                float[] images = Samples.Floats(3 * net.Description.InputFloats, 6);
                KernelClock clock = new(net.Description);
                net.Clock = clock;
                float[] scores = net.Forward(images).ToArray();
                if (threads == 1)
                    Agreement.Check("the scores", scores, new ReferenceNetwork(net).Forward(images).Scores, Agreement.Roundings);

                runs[threads] = (scores, [.. Enumerable.Range(0, net.Description.Kernels.Count).SelectMany(kernel => clock.RoundsOf(kernel).Select(round => round.Units))]);
            }

            Assert.All(runs.Values, run => Assert.Equal(runs[1].Scores, run.Scores));
            Assert.Equal(runs[1].Units, runs[2].Units);
            Assert.Equal(runs[8].Units, runs[40].Units);
            Assert.True(runs[8].Units.Sum() > runs[2].Units.Sum(), $"{bits} bits: {string.Join(", ", runs[2].Units)} and {string.Join(", ", runs[8].Units)} units");
        }
    }
}
