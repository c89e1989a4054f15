using System.Collections.Concurrent;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Support;

/// <summary>ONNX files of the repository's networks.</summary>
internal static class ExportedNetwork
{
    /// <summary>Parameters of networks that are left out unless asked for: a file of theirs and the copies of its numbers take gigabytes.</summary>
    private const int MostParameters = 30_000_000;

    /// <summary>Files are compiled once, however many networks of theirs are asked for.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<NetworkBuild>> Builds = new(StringComparer.Ordinal);

    /// <summary>A network's file with random weights.</summary>
    public static (byte[] Model, NetworkDescription Network) Of(string name, string[] files)
    {
        NetworkBuild build = Builds.GetOrAdd(string.Concat(files), _ => new(() => new(files))).Value;
        using ImageNetwork declared = build.Create(name, maxBatch: 1, threads: 1);
        NetworkDescription network = declared.Description;
        Skip.If(
            network.ParameterCount > MostParameters && Environment.GetEnvironmentVariable("KILN_LARGE_IMPORTS") is null,
            $"{name} has {network.ParameterCount:N0} parameters, and the test is run with KILN_LARGE_IMPORTS=1 alone");
        ParameterSet parameters = new(network);
        Weights.Draw(parameters, seed: 5);
        return (OnnxFile.Write(parameters), network);
    }
}
