using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

/// <summary>Alone, since the environment is that of the whole process.</summary>
[CollectionDefinition(nameof(VectorWidthEnvironmentTests), DisableParallelization = true)]
[Collection(nameof(VectorWidthEnvironmentTests))]
public sealed class VectorWidthEnvironmentTests : IDisposable
{
    private readonly string? before = Environment.GetEnvironmentVariable(VectorWidth.EnvironmentVariable);

    public void Dispose() => Environment.SetEnvironmentVariable(VectorWidth.EnvironmentVariable, before);

    [Theory]
    [InlineData("256", 256)]
    [InlineData("512", 512)]
    public void The_variable_chooses(string value, int bits)
    {
        Environment.SetEnvironmentVariable(VectorWidth.EnvironmentVariable, value);
        Assert.Equal(bits, VectorWidth.Bits);
    }

    [Fact]
    public void A_variable_that_is_no_width_is_named()
    {
        Environment.SetEnvironmentVariable(VectorWidth.EnvironmentVariable, "wide");
        Assert.Equal(
            "the environment variable KILN_VECTOR_BITS is 'wide'; 256 and 512 are understood", Assert.Throws<VectorWidthException>(() => VectorWidth.Bits).Message);
    }
}
