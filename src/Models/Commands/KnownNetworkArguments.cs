using System.CommandLine;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary>The name of one of this program's networks.</summary>
internal sealed class KnownNetworkArguments : INetworkArguments
{
    private readonly Argument<string> name = Arguments.Text("NETWORK", $"One of: {KnownNetwork.Names}");

    /// <inheritdoc/>
    public void AddTo(Command command) => command.Arguments.Add(name);

    /// <inheritdoc cref="INetworkArguments.Find"/>
    public KnownNetwork Find(ParseResult parsed) => KnownNetwork.Find(parsed.GetRequiredValue(name));

    NamedNetwork INetworkArguments.Find(ParseResult parsed) => Find(parsed);
}
