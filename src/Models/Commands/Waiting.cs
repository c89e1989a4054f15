using Spectre.Console;

namespace Kiln.Models.Commands;

/// <summary>Shows on a terminal that something takes a while.</summary>
internal static class Waiting
{
    /// <summary>Whether what is written there can be moved and taken back.</summary>
    /// <param name="output">Where results go.</param>
    public static bool IsTerminal(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Does something and, on a terminal, says what until it is done.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="what">A few words.</param>
    /// <param name="work">What takes a while.</param>
    public static TResult Show<TResult>(TextWriter output, string what, Func<TResult> work) =>
        IsTerminal(output) ? AnsiConsole.Status().Start(Markup.Escape(what), _ => work()) : work();
}
