namespace Kiln.Checkpoints;

/// <summary>A checkpoint or weights file cannot be used. The message is one line: the file, what is wrong with it, what was expected.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>A file that cannot be used.</summary>
    /// <param name="file">Its path or name.</param>
    /// <param name="problem">What is wrong, and what was expected.</param>
    /// <param name="inner">The cause, if another exception was.</param>
    public CheckpointException(string file, string problem, Exception? inner = null)
        : base($"{file}: {problem}", inner) => File = file;

    /// <summary>The file's path or name.</summary>
    public string File { get; }
}
