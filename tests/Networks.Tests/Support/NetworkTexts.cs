using System.Reflection;

namespace Kiln.Networks.Tests.Support;

/// <summary>The declared networks as text: the very files that are compiled with the tests.</summary>
internal static class NetworkTexts
{
    /// <summary>All files, every network without transformed convolutions, and with or without fusion.</summary>
    public static IEnumerable<string> Plain(bool fuse) => All().Select(text => text
        .Replace("[Network]", fuse ? "[Network(Winograd = false)]" : "[Network(Winograd = false, Fuse = false)]", StringComparison.Ordinal));

    /// <summary>All files, every network with kernels for graphics processors too.</summary>
    public static IEnumerable<string> ForGpu() => With("Targets = Targets.Cpu | Targets.Gpu")
        .Select(text => text.Replace("[Network(Targets = Targets.Cpu | Targets.Gpu, Weights = WeightPrecision.Half)]", "[Network(Targets = Targets.Cpu | Targets.Gpu)]", StringComparison.Ordinal));

    /// <summary>All files of networks that train, every network such that it computes maps again.</summary>
    public static IEnumerable<string> Recomputed() => With("Recompute = true").Where(text => !text.Contains("WeightPrecision", StringComparison.Ordinal));

    private static IEnumerable<string> With(string option) => All().Select(text => text
        .Replace("[Network(", $"[Network({option}, ", StringComparison.Ordinal)
        .Replace("[Network]", $"[Network({option})]", StringComparison.Ordinal));

    private static IEnumerable<string> All()
    {
        Assembly assembly = typeof(NetworkTexts).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
