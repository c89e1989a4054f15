using System.Reflection;

namespace Kiln.Networks.Tests;

/// <summary>The JIT compiler gives up optimizing methods that are too large, and such a kernel is ten times slower, yet right: nothing else would tell.</summary>
public class KernelSizeTests
{
    /// <summary>Half of the 60,000 bytes at which it gives up.</summary>
    private const int MostBytes = 30_000;

    /// <summary>Half of the 1,024 variables whose lifetimes it follows, as inlined methods bring their own.</summary>
    private const int MostVariables = 512;

    [Fact]
    public void EveryKernelIsSmallEnoughToBeOptimized()
    {
        MethodInfo[] kernels =
        [
            .. from type in typeof(KernelSizeTests).Assembly.GetTypes()
               where type.Namespace?.StartsWith("Kiln.Emitted.", StringComparison.Ordinal) == true
               from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
               select method,
        ];

        Assert.True(kernels.Length > 500, $"only {kernels.Length} kernels were found");
        Assert.All(kernels, kernel =>
        {
            MethodBody body = kernel.GetMethodBody()!;
            Assert.InRange(body.GetILAsByteArray()!.Length, 1, MostBytes);
            Assert.InRange(body.LocalVariables.Count, 0, MostVariables);
        });
    }
}
