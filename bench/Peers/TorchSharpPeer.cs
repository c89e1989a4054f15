namespace Kiln.Bench.Peers;

/// <summary>Whether TorchSharp takes part.</summary>
internal static class TorchSharpPeer
{
#if TORCHSHARP
    private static readonly Lazy<string?> Reason = new(TorchSharpTraining.Load);

    /// <summary>Why it does not; null if it does.</summary>
    public static string? WhyLeftOut => Reason.Value;
#else
    /// <summary>Why it does not.</summary>
    public static string? WhyLeftOut => "it was not asked for; -p:TorchSharp=true after 'dotnet run' does, and restores half a gigabyte";
#endif

    /// <summary>A sentence where it does not.</summary>
    public static string? Message => WhyLeftOut is { } reason ? $"TorchSharp is left out: {reason}" : null;
}
