using System.Text.Json;
using Kiln.Inspection;
using Kiln.Models.Networks;
using Kiln.Numerics;

namespace Kiln.Tool.Commands;

/// <summary>What <c>bench</c> measured, for programs: times in milliseconds, speeds in GFLOP/s, shares in percent.</summary>
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
            PeakGigaFlops = 2e-9 * times.PeakMultiplyAdds,
            Milliseconds = 1000 * times.Total,
            GigaFlops = 2e-9 * times.MultiplyAdds * times.Images / times.Total,
            PackingMilliseconds = 1000 * times.Packing,
            RestMilliseconds = 1000 * times.Rest,
            Kernels = times.Ran.Select(kernel => new
            {
                kernel.Name,
                kernel.Direction,
                Milliseconds = 1000 * kernel.Seconds,
                PercentOfTime = 100 * kernel.Seconds / times.Total,
                kernel.GigaFlops,
                PercentOfPeak = 100 * kernel.MultiplyAdds / kernel.Seconds / times.PeakMultiplyAdds,
            }),
        },
        Options) + "\n";
}
