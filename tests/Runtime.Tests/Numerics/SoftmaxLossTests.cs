using CsCheck;
using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

public class SoftmaxLossTests
{
    [Fact]
    public void Agrees_with_double_precision() =>
        Gen.Select(Gen.Float[-20, 20].Array[1, 40], Gen.Int[0, 1000], Gen.Float[0.01f, 1]).Sample((scores, pick, scale) =>
        {
            int label = pick % scores.Length;
            float[] gradient = new float[scores.Length];
            float loss = SoftmaxLoss.Row(scores, label, scale, gradient, out int rank);

            double max = scores.Max();
            double sum = scores.Sum(score => Math.Exp(score - max));
            Assert.Equal(max + Math.Log(sum) - scores[label], loss, 2e-5 * (1 + Math.Abs(loss)));
            for (int k = 0; k < scores.Length; k++)
                Assert.Equal(((Math.Exp(scores[k] - max) / sum) - (k == label ? 1 : 0)) * scale, gradient[k], 2e-6);
            Assert.Equal(scores.Where((score, k) => score > scores[label] || (score == scores[label] && k < label)).Count(), rank);
        });

    [Fact]
    public void Of_equal_scores_the_lower_class_is_better()
    {
        float[] gradient = new float[4];
        SoftmaxLoss.Row([1, 2, 2, 2], 2, 1, gradient, out int rank);
        Assert.Equal(1, rank);
    }

    [Fact]
    public void No_label_means_no_loss_and_no_gradient()
    {
        float[] gradient = [9, 9, 9];
        Assert.Equal(0, SoftmaxLoss.Row([1, 2, 3], -1, 1, gradient, out int rank));
        Assert.Equal([0, 0, 0], gradient);
        Assert.Equal(-1, rank);
    }

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        float[] gradient = new float[3];
        Assert.Equal(2000, SoftmaxLoss.Row([1000, -1000, 1000], 1, 1, gradient, out _), 0.7);
        Assert.Equal([0.5f, -1, 0.5f], gradient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_network_that_diverged_does_not_look_faultless(int label)
    {
        float[] gradient = new float[2];
        float loss = SoftmaxLoss.Row([float.NaN, float.NaN], label, 1, gradient, out int rank);
        Assert.True(float.IsNaN(loss));
        Assert.True(rank > 0);
    }
}
