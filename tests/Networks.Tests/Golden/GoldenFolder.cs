using System.Text.Json;

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

        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "Directory.Packages.props")))
            root = root.Parent;

        string? folder = root?.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared", "golden") : null;
        return File.Exists(System.IO.Path.Combine(folder ?? "", "manifest.json")) ? folder : null;
    }
}
