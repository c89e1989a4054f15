using System.Diagnostics;
using System.Runtime.Intrinsics;
using Kiln.Numerics;

namespace Kiln.Networks.Tests.Random;

/// <summary>The same kernels where the processor lacks wide vectors: a process of its own, as the runtime decides that once.</summary>
public class PortableTests
{
    private const string Avx2 = "DOTNET_EnableAVX2";
    private const string Intrinsics = "DOTNET_EnableHWIntrinsic";

    [Theory]
    [InlineData(Avx2)]
    [InlineData(Intrinsics)]
    public async Task TheSuitePassesWithout(string feature)
    {
        string tests = typeof(PortableTests).Assembly.Location;
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "vstest", tests, "--TestCaseFilter:Run=Portable" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[feature] = "0";
        start.Environment[RandomNetworkTests.CountVariable] = "40";
        start.Environment[VectorWidth.EnvironmentVariable] = "256";

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0 && output.Contains("Passed!", StringComparison.Ordinal), output + await errors);
    }

    [Fact]
    [Trait("Run", "Portable")]
    public void TheProcessHasTheVectorsItsEnvironmentSays()
    {
        if (IsOff(Avx2) || IsOff(Intrinsics))
            Assert.False(Vector256.IsHardwareAccelerated);

        static bool IsOff(string feature) => Environment.GetEnvironmentVariable(feature) == "0";
    }
}
