using System.CommandLine;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary>The arguments by which a user names a network.</summary>
internal interface INetworkArguments
{
    /// <summary>Gives a command the arguments.</summary>
    /// <param name="command">The command.</param>
    void AddTo(Command command);

    /// <summary>The network that was named.</summary>
    /// <param name="parsed">What the user typed.</param>
    /// <exception cref="UserErrorException">There is none; the message lists those there are.</exception>
    NamedNetwork Find(ParseResult parsed);
}
