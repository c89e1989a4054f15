namespace Kiln.Interchange.Matlab;

/// <summary>A MATLAB file cannot be read or used: the message says in one line which file, what is wrong, where, and how to mend it.</summary>
public sealed class MatException : Exception
{
    /// <summary>An error.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    public MatException(string message)
        : base(OneLine(message))
    {
    }

    /// <summary>An error that follows from another.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    /// <param name="inner">The other.</param>
    public MatException(string message, Exception inner)
        : base(OneLine(message), inner)
    {
    }

    /// <summary>Names come from files, which may hold anything.</summary>
    private static string OneLine(string message) => string.Concat(message.Select(c => char.IsControl(c) ? '·' : c));
}
