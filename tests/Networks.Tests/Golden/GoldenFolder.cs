using System.Text.Json;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>The folder of operator cases computed by MatConvNet: beside the repository, or where an environment variable says.</summary>
internal static class GoldenFolder
{
    public const string Variable = "KILN_GOLDEN";

    /// <summary>Null where there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>All cases of the manifest.</summary>
    public static IReadOnlyList<GoldenCase> Cases()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Path!, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("cases").EnumerateArray().Select(one => new GoldenCase(one.Clone()))];
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;

        string folder = System.IO.Path.Combine(Repository.Root.Parent?.FullName ?? "", "shared", "golden");
        return File.Exists(System.IO.Path.Combine(folder, "manifest.json")) ? folder : null;
    }
}
