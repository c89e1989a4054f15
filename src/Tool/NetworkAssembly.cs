using System.Reflection;
using System.Runtime.Loader;
using Kiln.Models;
using Kiln.Models.Networks;

namespace Kiln.Tool;

/// <summary>A user's assembly, with what it needs from where its .deps.json says. It shares the runtime with this tool, so that its networks are ours to call.</summary>
internal sealed class NetworkAssembly : AssemblyLoadContext
{
    private static readonly AssemblyName Runtime = typeof(Network).Assembly.GetName();

    private readonly AssemblyDependencyResolver resolver;

    private NetworkAssembly(string path)
        : base(path) => resolver = new AssemblyDependencyResolver(path);

    /// <summary>The networks that an assembly declares, by name.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <exception cref="UserErrorException">There is no such file, it is no assembly of .NET, it declares no network, or it was built with another version.</exception>
    public static IReadOnlyList<NamedNetwork> Networks(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException($"there is no file '{path}'; build your project and give the .dll that the build names");

        Assembly assembly = Open(path);
        AssemblyName runtime = Array.Find(assembly.GetReferencedAssemblies(), name => name.Name == Runtime.Name)
            ?? throw new UserErrorException($"'{path}' declares no network: it does not refer to {Runtime.Name}");
        if (runtime.Version != Runtime.Version)
        {
            throw new UserErrorException(
                $"'{path}' was built with Kiln {runtime.Version!.ToString(3)}, but this is kiln {Runtime.Version!.ToString(3)}; use the same version of the packages Kiln and Kiln.Tool: dotnet tool update Kiln.Tool --version {runtime.Version.ToString(3)}");
        }

        NamedNetwork[] networks = [.. assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IDeclaredNetwork))).Select(Named).OrderBy(network => network.Name, StringComparer.Ordinal)];
        return networks.Length > 0 ? networks : throw new UserErrorException($"'{path}' declares no network; mark a class [Network]");
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != Runtime.Name && resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private static Assembly Open(string path)
    {
        string whole = Path.GetFullPath(path);
        try
        {
            return new NetworkAssembly(whole).LoadFromAssemblyPath(whole);
        }
        catch (BadImageFormatException)
        {
            throw new UserErrorException($"'{path}' is no assembly of .NET; give the .dll of your project, not its executable");
        }
    }

    private static NamedNetwork Named(Type type) =>
        typeof(NamedNetwork).GetMethod(nameof(NamedNetwork.Of))!.MakeGenericMethod(type).CreateDelegate<Func<NamedNetwork>>()();
}
