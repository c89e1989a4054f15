namespace Kiln.Checkpoints;

/// <summary>Replaces a file as a whole: whoever kills the process finds the old file or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>What an unfinished file's name ends with. It never counts as a checkpoint, and the next write replaces it.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes beside the file, waits for the disk, renames.</summary>
    /// <exception cref="IOException">The disk is full, the folder is not there, or another process writes the same file.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string unfinished = path + UnfinishedSuffix;
        FileStream stream = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                stream.Write(content);
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
