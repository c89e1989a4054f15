using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests;

/// <summary>The manifest of MatConvNet's answers that the tests read: beside the repository, or where an environment variable says.</summary>
internal static class GoldenFolder
{
    /// <summary>The environment variable that names the manifest's folder.</summary>
    public const string Variable = "KILN_GOLDEN";

    /// <summary>Null where there is none.</summary>
    public static string? ManifestPath { get; } = Find();

    /// <summary>What a test says when it is skipped for want of it.</summary>
    public static string Missing => $"MatConvNet's answers are not here: there is no ../shared/golden/manifest.json; set {Variable} to their folder";

    private static string? Find()
    {
        string folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Repository.Shared, "golden");
        string path = Path.Combine(folder, "manifest.json");
        return File.Exists(path) ? path : null;
    }
}
