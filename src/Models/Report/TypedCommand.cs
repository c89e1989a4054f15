using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Kiln.Models.Report;

/// <summary>What the user typed, and what it stands for.</summary>
internal static class TypedCommand
{
    /// <summary>The program's name in texts.</summary>
    private const string Program = "kiln";

    /// <summary>The command in a few words: its name and its arguments, without options.</summary>
    public static string Title(ParseResult parsed) =>
        string.Join(' ', [.. Names(parsed.CommandResult), .. parsed.CommandResult.Command.Arguments.Select(argument => Value(parsed.GetResult(argument))).OfType<string>()]);

    /// <summary>The line as it was typed, with quotes where a word needs them.</summary>
    public static string Line(ParseResult parsed) => string.Join(' ', [Program, .. parsed.Tokens.Select(token => Quoted(token.Value))]);

    /// <summary>Every argument and option that has a value, whether it was typed or not.</summary>
    public static IEnumerable<(string Name, string Value)> Options(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        foreach (Argument argument in command.Arguments)
        {
            if (Value(parsed.GetResult(argument)) is { } value)
                yield return (argument.Name, value);
        }

        foreach (Option option in command.Options)
        {
            if (Value(parsed.GetResult(option)) is { } value)
                yield return (option.Name, value);
        }
    }

    private static IEnumerable<string> Names(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. Names(parent), command.Command.Name] : [];

    private static string? Value(SymbolResult? result) => Text(result switch
    {
        ArgumentResult argument => argument.GetValueOrDefault<object>(),
        OptionResult option => option.GetValueOrDefault<object>(),
        _ => null,
    });

    private static string? Text(object? value) => value switch
    {
        null or false => null,
        true => "yes",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Quoted(string word) => word.Length > 0 && !word.Any(char.IsWhiteSpace) ? word : $"\"{word}\"";
}
