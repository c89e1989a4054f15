using System.Text.Json;
using Kiln.Inspection;
using Kiln.Models.Networks;
using Kiln.Numerics;

namespace Kiln.Tool.Commands;

/// <summary>What <c>bench</c> measured, for programs: times in milliseconds, speeds in GFLOP/s, shares in percent. A kernel that multiplies nothing has no speed.</summary>
internal static class BenchJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The text of the file.</summary>
    /// <param name="network">What was measured.</param>
    /// <param name="call">Which call.</param>
    /// <param name="times">The times.</param>
    /// <param name="threads">On how many threads.</param>
    public static string Of(NamedNetwork network, string call, KernelTimes times, int threads) => JsonSerializer.Serialize(
        new
        {
            Network = network.Description.Name,
            Call = call,
            times.Images,
            Threads = threads,
            VectorBits = VectorWidth.Bits,
            PeakGigaFlops = Rounded(2e-9 * times.PeakMultiplyAdds),
            Milliseconds = Rounded(1000 * times.Total),
            GigaFlops = Rounded(2e-9 * times.MultiplyAdds * times.Images / times.Total),
            PackingMilliseconds = Rounded(1000 * times.Packing),
            RestMilliseconds = Rounded(1000 * times.Rest),
            Kernels = times.Ran.Select(kernel => new
            {
                kernel.Name,
                kernel.Direction,
                Milliseconds = Rounded(1000 * kernel.Seconds),
                PercentOfTime = Rounded(100 * kernel.Seconds / times.Total),
                GigaFlops = kernel.MultiplyAdds == 0 ? (double?)null : Rounded(kernel.GigaFlops),
                PercentOfPeak = kernel.MultiplyAdds == 0 ? (double?)null : Rounded(100 * kernel.MultiplyAdds / kernel.Seconds / times.PeakMultiplyAdds),
            }),
        },
        Options) + "\n";

    /// <summary>What a clock of nanoseconds knows.</summary>
    private static double Rounded(double value) => Math.Round(value, 6);
}
