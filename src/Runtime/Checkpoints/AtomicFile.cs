namespace Kiln.Checkpoints;

/// <summary>Replaces a file as a whole: whoever kills the process finds the old file or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>What an unfinished file's name ends with. It never counts as a checkpoint, and the next write replaces it.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes beside the file, waits for the disk, renames.</summary>
    /// <exception cref="IOException">The disk is full, the folder is not there, or another process writes the same file.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => Write(path, content, static (stream, content) => stream.Write(content));

    /// <summary>The same for content that is too large to be put together first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is written.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="IOException">The disk is full, the folder is not there, or another process writes the same file.</exception>
    public static void Write<TContent>(string path, TContent content, Action<Stream, TContent> write)
        where TContent : allows ref struct
    {
        string unfinished = path + UnfinishedSuffix;
        FileStream stream = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream, content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            // A full disk gets its space back.
            File.Delete(unfinished);
            throw;
        }
    }
}
