namespace Kiln.Numerics;

/// <summary>The environment asks for a width of vectors that there is not; the message says which and how to mend it.</summary>
public sealed class VectorWidthException : Exception
{
    /// <summary>An error with a message.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    public VectorWidthException(string message)
        : base(message)
    {
    }
}
