using System.Reflection;

namespace Kiln.Docs.Tests.Code;

/// <summary>All C# of all pages, compiled once by the real generator and held to by its analyzer.</summary>
public sealed class PageBuild : IDisposable
{
    private readonly NetworkBuild build = NetworkBuild.Analyzed([PageProgram.GlobalUsings, .. PageProgram.All.Select(program => program.Text)]);

    /// <summary>The networks that the pages declare.</summary>
    public IEnumerable<Type> Networks => build.Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Network)));

    /// <summary>The method that the statements of a program became.</summary>
    /// <param name="entryPoint">Name of its class.</param>
    public MethodInfo Statements(string entryPoint) => build.Assembly.GetType(entryPoint, throwOnError: true)!.GetMethod("Run")!;

    /// <inheritdoc/>
    public void Dispose() => build.Dispose();
}
