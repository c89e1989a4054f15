using Kiln.Networks.Tests.Networks;

namespace Kiln.Networks.Tests;

/// <summary>Local response normalisation with κ = 0, as in part 1 of the practical.</summary>
public sealed class UnitLengthTests
{
    [Fact]
    public void A_pixel_of_zeros_stays_so_and_others_have_length_one()
    {
        using UnitLengths net = new(maxBatch: 1);

        float[] output = [.. net.Forward([0, 0, 0, 3, 0, 4])];

        Assert.Equal([0, 0, 0, 0.6f, 0, 0.8f], output, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void No_gradient_is_infinite()
    {
        using UnitLengths net = new(maxBatch: 1);
        float[] gradient = new float[6];
        net.ForwardForTraining([0, 0, 0, 3, 0, 4]);
        net.Backward([1, 2, 3, 1, 2, 3], gradient);

        // Of (3, 0, 4)/5 by (1, 2, 3): g/5 − x·(g·x)/125.
        Assert.All(gradient, value => Assert.True(float.IsFinite(value)));
        Assert.Equal([0.2f - (3 * 15 / 125f), 0.4f, 0.6f - (4 * 15 / 125f)], gradient[3..], (a, b) => Math.Abs(a - b) < 1e-6);
    }
}
