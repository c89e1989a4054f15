using System.Globalization;
using System.Runtime.InteropServices;
using Kiln.Numerics;

namespace Kiln.Report;

/// <summary>What a run computes on. It has no name of a machine or a user.</summary>
internal static class Machine
{
    /// <summary>Name and value of each fact.</summary>
    /// <param name="device">Another device than the processor, on which the network was trained; null for none.</param>
    public static IReadOnlyList<(string Name, string Value)> Facts(string? device) =>
    [
        ("processor", Processor),
        ("logical processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("width of vectors", $"{VectorWidth.Bits} bits ({(VectorWidth.Bits == 512 ? "AVX-512" : "AVX2")})"),
        ("device", device ?? "the processor"),
        ("operating system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("Kiln", typeof(NetworkDescription).Assembly.GetName().Version!.ToString(3)),
    ];

    private static string Processor
    {
        get
        {
            const string Information = "/proc/cpuinfo", Model = "model name";
            string? line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal)) : null;
            return line is null
                ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString()
                : line[(line.IndexOf(':') + 1)..].Trim();
        }
    }
}
