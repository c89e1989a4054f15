using System.Collections.Concurrent;
using System.Reflection;

namespace Kiln.Docs.Tests.Code;

/// <summary>The C# of the pages, compiled by the real generator and held to by its analyzer: a page at a time, those of the diagnostics together.</summary>
public sealed class PageBuild : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NetworkBuild>> builds = [];

    /// <summary>What is compiled together.</summary>
    public static IEnumerable<string> Groups => PageProgram.All.Select(program => program.Group).Distinct();

    /// <summary>Compiles a group, unless it has been.</summary>
    /// <param name="group">The group.</param>
    /// <exception cref="InvalidOperationException">Something does not compile; the message says what and where.</exception>
    public Assembly Assembly(string group) => builds.GetOrAdd(group, _ => new Lazy<NetworkBuild>(() => Compile(group))).Value.Assembly;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<NetworkBuild> build in builds.Values.Where(build => build.IsValueCreated))
            build.Value.Dispose();
    }

    private static NetworkBuild Compile(string group) =>
        NetworkBuild.Analyzed([PageProgram.GlobalUsings, .. PageProgram.All.Where(program => program.Group == group).Select(program => program.Text)]);
}
