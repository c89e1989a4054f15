using System.CommandLine;
using Kiln.Models;
using Kiln.Models.Commands;
using Kiln.Models.Networks;

namespace Kiln.Tool;

/// <summary>An assembly, and the name of one of its networks.</summary>
internal sealed class AssemblyArguments : INetworkArguments
{
    private readonly Argument<string> assembly = Arguments.Text("ASSEMBLY", "The .dll that your project builds, for example bin/Release/net10.0/MyApp.dll");
    private readonly Argument<string?> network = Arguments.OptionalText("NETWORK", "The class marked [Network]; left out, those there are are listed");

    /// <inheritdoc/>
    public void AddTo(Command command)
    {
        command.Arguments.Add(assembly);
        command.Arguments.Add(network);
    }

    /// <inheritdoc/>
    public NamedNetwork Find(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(assembly);
        IReadOnlyList<NamedNetwork> networks = NetworkAssembly.Networks(path);
        string there = string.Join(", ", networks.Select(one => one.Name).Distinct());
        if (parsed.GetValue(network) is not { } name)
            throw new UserErrorException($"which network? '{path}' has {there}; add the name");

        // Two namespaces may have a class of one name; the full name tells them apart.
        NamedNetwork[] meant = [.. networks.Where(one => Is(one.Description.Name) || Is(one.Name))];
        return meant switch
        {
            [NamedNetwork one] => one,
            [] => throw new UserErrorException($"there is no network '{name}' in '{path}'; there is {there}"),
            _ => throw new UserErrorException($"'{name}' may be {string.Join(" or ", meant.Select(one => one.Description.Name))}; give the full name"),
        };

        bool Is(string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
    }
}
