using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Kiln.Interchange.Matlab;

/// <summary>The variables of a MATLAB file by name.</summary>
/// <remarks>Level-5 files are read and written: those of <c>save -v6</c> and <c>save -v7</c>, in both byte orders, compressed or not. Numbers of variables that are not
/// compressed are read when they are asked for, so that the file stays open until <see cref="Dispose"/>.</remarks>
/// <example><code>
/// using MatFile file = MatFile.Read("net.mat");
/// MatStruct meta = (MatStruct)file["meta"];
///
/// MatFile made = new() { ["w"] = new MatArray&lt;float&gt;([2, 3], [1, 2, 3, 4, 5, 6]), ["name"] = new MatText("conv1") };
/// made.Write("made.mat");
/// </code></example>
public sealed class MatFile : IEnumerable<KeyValuePair<string, MatValue>>, IDisposable
{
    private readonly OrderedDictionary<string, MatValue> variables = [];
    private readonly IDisposable? source;

    /// <summary>No variables yet.</summary>
    public MatFile()
    {
    }

    /// <summary>Variables of a file.</summary>
    /// <param name="variables">Names and values in order; the last of a name counts.</param>
    /// <param name="source">Disposed of with this; null for nothing.</param>
    public MatFile(IEnumerable<KeyValuePair<string, MatValue>> variables, IDisposable? source)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach ((string name, MatValue value) in variables)
            this.variables[name] = value;
        this.source = source;
    }

    /// <summary>The names of the variables in order.</summary>
    public IReadOnlyList<string> Names => [.. variables.Keys];

    /// <summary>A variable.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="MatException">There is none of that name; the message lists those there are.</exception>
    public MatValue this[string name]
    {
        get => TryGet(name, out MatValue? value) ? value : throw new MatException($"there is no variable '{name}'; there is {(variables.Count == 0 ? "none" : string.Join(", ", variables.Keys))}");
        set => variables[name] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>A variable that may not be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out MatValue? value) => variables.TryGetValue(name, out value);

    /// <summary>Whether a file is one of MATLAB's by its first bytes, or at least by its name.</summary>
    /// <param name="path">The file.</param>
    public static bool IsMatFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.EndsWith(".mat", StringComparison.OrdinalIgnoreCase))
            return true;

        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> first = stackalloc byte[6];
            return file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual("MATLAB"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A level-5 file.</param>
    /// <param name="options">What a file may ask for; null for the standard.</param>
    /// <exception cref="MatException">It is missing, cannot be read, damaged, or of another format; the message says how to mend it.</exception>
    public static MatFile Read(string path, MatReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileSource source = Open(path);
        try
        {
            return new MatFile(MatReader.Read(source, options ?? new MatReadOptions()), source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Writes the variables as a level-5 file, which MATLAB and Octave load. A file of that name is replaced as a whole.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="compress">Whether to compress, as <c>save -v7</c> does and <c>save -v6</c> does not.</param>
    /// <exception cref="MatException">The file cannot be written, a name is none for MATLAB, a value is none that can be written, or too large.</exception>
    public void Write(string path, bool compress = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = path + ".unfinished";
        try
        {
            try
            {
                using (FileStream stream = new(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
                    MatWriter.Write(stream, variables, compress);
                File.Move(unfinished, path, overwrite: true);
            }
            catch
            {
                // A full disk gets its space back.
                File.Delete(unfinished);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MatException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Closes the file: numbers that have not been read can no longer be.</summary>
    public void Dispose() => source?.Dispose();

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, MatValue>> GetEnumerator() => variables.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static FileSource Open(string path)
    {
        try
        {
            return new FileSource(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MatException($"there is no file '{path}'", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MatException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
