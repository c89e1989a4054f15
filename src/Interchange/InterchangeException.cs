namespace Kiln.Interchange;

/// <summary>A file of another program cannot be used, or a network cannot be said in its format. The message is one line: the file or network, what is wrong with it, what was expected.</summary>
public sealed class InterchangeException : Exception
{
    /// <summary>One problem.</summary>
    /// <param name="subject">The file's path or name, or the network's.</param>
    /// <param name="problem">What is wrong, and what was expected.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public InterchangeException(string subject, string problem, Exception? inner = null)
        : this(subject, problem, [problem], inner)
    {
    }

    /// <summary>Several problems at once.</summary>
    /// <param name="subject">The file's path or name, or the network's.</param>
    /// <param name="summary">What they have in common.</param>
    /// <param name="problems">Each in a line of its own.</param>
    public InterchangeException(string subject, string summary, IReadOnlyList<string> problems)
        : this(subject, $"{summary}: {Listed(problems)}", problems, inner: null)
    {
    }

    private InterchangeException(string subject, string message, IReadOnlyList<string> problems, Exception? inner)
        : base(OneLine($"{subject}: {message}"), inner) => (Subject, Problems) = (subject, [.. problems.Select(OneLine)]);

    /// <summary>The file's path or name, or the network's.</summary>
    public string Subject { get; }

    /// <summary>All problems, each in a line of its own; the message names the first of very many.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Names come from files, which may hold anything.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '·' : character));

    private static string Listed(IReadOnlyList<string> problems)
    {
        const int Most = 20;
        string first = string.Join("; ", problems.Take(Most));
        return problems.Count > Most ? $"{first}; and {problems.Count - Most} more" : first;
    }
}
