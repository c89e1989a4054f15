namespace Kiln.Tests.Support;

/// <summary>Where the repository is, seen from the tests' assembly.</summary>
internal static class Repository
{
    public static DirectoryInfo Root { get; } = Find();

    /// <summary>The folder of files that a clone need not have beside it.</summary>
    public static string Shared => Path.Combine(Root.Parent?.FullName ?? "", "shared");

    private static DirectoryInfo Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compiler.sln")))
            folder = folder.Parent;

        return folder ?? throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is in no copy of the repository");
    }
}
