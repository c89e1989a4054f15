using Kiln.Numerics;
using Kiln.Tests.Support;

namespace Kiln.Tests.Numerics;

public class VectorWidthTests
{
    [Fact]
    public void A_network_keeps_the_width_it_was_built_for()
    {
        int before = VectorWidth.Bits;
        using (VectorWidth.Use(512))
        {
            using DenseNetwork wide = Samples.Network();
            using (VectorWidth.Use(256))
            {
                using DenseNetwork narrow = Samples.Network();
                Assert.Equal((512, 256), (wide.VectorBits, narrow.VectorBits));
            }

            Assert.Equal(512, VectorWidth.Bits);
        }

        Assert.Equal(before, VectorWidth.Bits);
    }

    [Fact]
    public async Task A_choice_stays_in_its_flow_of_control()
    {
        int before = VectorWidth.Bits;
        using VectorWidth.Scope width = VectorWidth.Use(before == 512 ? 256 : 512);
        Task<int> elsewhere;
        using (ExecutionContext.SuppressFlow())
            elsewhere = Task.Run(() => VectorWidth.Bits);

        Assert.Equal(before, await elsewhere);
        Assert.NotEqual(before, VectorWidth.Bits);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    public void There_are_two_widths(int bits) => Assert.Throws<ArgumentOutOfRangeException>(() => VectorWidth.Use(bits));
}
