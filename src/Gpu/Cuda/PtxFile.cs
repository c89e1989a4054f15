namespace Kiln.Gpu.Cuda;

/// <summary>The PTX of an assembly's kernels, one after the other: what the build puts beside the program, and a person can read.</summary>
public sealed class PtxFile
{
    /// <summary>What stands before each kernel.</summary>
    public const string Mark = "// kernel ";

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly string path;

    private PtxFile(string path, string text)
    {
        this.path = path;
        foreach (string part in text.ReplaceLineEndings("\n").Split(Mark, StringSplitOptions.RemoveEmptyEntries))
        {
            int end = part.IndexOf('\n');
            if (end > 0)
                texts[part[..end]] = part[(end + 1)..];
        }
    }

    /// <summary>The generation that the kernels are for, compute capability 8.0: a driver compiles the same PTX for its own device and every later one.</summary>
    /// <remarks>ILGPU writes nothing that newer devices alone have, and names this generation whichever later one is asked for.</remarks>
    public const int Architecture = 80;

    /// <summary>What the file of an assembly is called.</summary>
    /// <param name="assembly">The assembly's name.</param>
    public static string NameOf(string assembly) => $"{assembly}.ptx";

    /// <summary>The file beside the program.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <exception cref="GpuException">It is not there.</exception>
    public static PtxFile Open(string assembly)
    {
        string path = Path.Combine(AppContext.BaseDirectory, NameOf(assembly));
        if (!File.Exists(path))
            throw new GpuException($"the kernels of {assembly} are not beside the program: {path} is missing; build the project again, with a reference to Kiln.Gpu");

        return new PtxFile(path, File.ReadAllText(path));
    }

    /// <summary>The module with one kernel.</summary>
    /// <param name="kernel">Class and method.</param>
    /// <exception cref="GpuException">It is not in the file.</exception>
    public string Text(string kernel) =>
        texts.TryGetValue(kernel, out string? text) ? text : throw new GpuException($"{path} has no kernel {kernel}: it is of another build; build the project again");

    /// <summary>The name of a module's entry.</summary>
    /// <param name="text">The module.</param>
    public static string EntryOf(string text)
    {
        const string entry = ".visible .entry ";
        int start = text.IndexOf(entry, StringComparison.Ordinal) + entry.Length;
        return text[start..text.IndexOf('(', start)].Trim();
    }
}
