using System.Reflection;

namespace Kiln.Docs.Tests.Code;

/// <summary>The C# of the pages, compiled by the real generator and held to by its analyzer: a page at a time, those of the diagnostics together. It begins at once, beside the tests.</summary>
public sealed class PageBuild : IDisposable
{
    private readonly Dictionary<string, Task<NetworkBuild>> builds = Groups.ToDictionary(group => group, group => Task.Run(() => Compile(group)));

    /// <summary>What is compiled together.</summary>
    public static IEnumerable<string> Groups => PageProgram.All.Select(program => program.Group).Distinct();

    /// <summary>What a group became.</summary>
    /// <param name="group">The group.</param>
    /// <exception cref="InvalidOperationException">Something does not compile; the message says what and where.</exception>
    public Assembly Assembly(string group) => builds[group].GetAwaiter().GetResult().Assembly;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Task<NetworkBuild> build in builds.Values.Where(build => build.IsCompletedSuccessfully))
            build.Result.Dispose();
    }

    private static NetworkBuild Compile(string group) =>
        NetworkBuild.Analyzed([PageProgram.GlobalUsings, .. PageProgram.All.Where(program => program.Group == group).Select(program => program.Text)]);
}
