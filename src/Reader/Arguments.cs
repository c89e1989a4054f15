using System.Globalization;
using Kiln.Models;

namespace Kiln.Reader;

/// <summary>One subject and options that each take a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options;

    private Arguments(string subject, Dictionary<string, string> options) => (Subject, this.options) = (subject, options);

    /// <summary>The file that the command is about.</summary>
    public string Subject { get; }

    /// <summary>The value of an option; null if it is not given.</summary>
    /// <param name="option">With its dashes.</param>
    public string? this[string option] => options.GetValueOrDefault(option);

    /// <summary>Takes arguments apart.</summary>
    /// <param name="args">The arguments after the command.</param>
    /// <param name="subject">What messages call the subject.</param>
    /// <param name="allowed">The options there are.</param>
    /// <exception cref="UserErrorException">An argument is missing, too much or unknown.</exception>
    public static Arguments Parse(ReadOnlySpan<string> args, string subject, params ReadOnlySpan<string> allowed)
    {
        Dictionary<string, string> options = [];
        string? found = null;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is not ['-', ..])
                found = found is null ? args[i] : throw new UserErrorException($"'{args[i]}' is one argument too many");
            else if (!allowed.Contains(args[i]))
                throw new UserErrorException($"'{args[i]}' is not an option here; there is {string.Join(", ", allowed)}");
            else if (i + 1 == args.Length)
                throw new UserErrorException($"{args[i]} needs a value");
            else
                options[args[i]] = args[++i];
        }

        return new Arguments(found ?? throw new UserErrorException($"{subject} is missing; see 'reader --help'"), options);
    }

    /// <summary>The value of an option as a whole number from 0 on.</summary>
    /// <param name="option">With its dashes.</param>
    /// <param name="standard">The value without the option.</param>
    /// <exception cref="UserErrorException">It is no such number.</exception>
    public int Whole(string option, int standard)
    {
        string? text = this[option];
        return text is null ? standard
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : throw new UserErrorException($"'{text}' is not a value for {option}: a whole number from 0 on is expected");
    }
}
