using System.Buffers.Binary;

namespace Kiln.Interchange.SafeTensors;

/// <summary>What stands before the values, checked against the bytes that there are.</summary>
/// <param name="tensors">The arrays by name.</param>
/// <param name="metadata">Pairs of texts.</param>
/// <param name="dataStart">Where the values begin.</param>
internal sealed class SafeTensorsHeader(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata, int dataStart)
{
    /// <summary>The name under which the header has pairs of texts and no array.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The most bytes that the format's own library reads as a header.</summary>
    private const int MostBytes = 100_000_000;

    /// <summary>What PyTorch counts beside a batch norm's moments; no network needs it.</summary>
    private const string PyTorchCounter = ".num_batches_tracked";

    /// <summary>The arrays by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>Pairs of texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>Where the values begin.</summary>
    public int DataStart => dataStart;

    /// <summary>Reads the header of a file.</summary>
    /// <param name="content">All bytes of the file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InterchangeException">It is damaged, or none.</exception>
    public static SafeTensorsHeader Read(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < sizeof(ulong) + 2)
            throw new InterchangeException(name, $"is no safetensors file: it has {content.Length} bytes, but a header takes at least {sizeof(ulong) + 2}");

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(content);
        int most = Math.Min(MostBytes, content.Length - sizeof(ulong));
        if (length > (ulong)most || length < 2)
            throw new InterchangeException(name, $"is no safetensors file, or cut short: it says that its header has {length} bytes, but from 2 to {most} can be");

        int dataStart = sizeof(ulong) + (int)length;
        HeaderReader reader = new(content[sizeof(ulong)..dataStart], name);
        reader.Read();
        RequireAllBytes(reader.Tensors, content.Length - dataStart, name);
        return new SafeTensorsHeader(reader.Tensors, reader.Metadata, dataStart);
    }

    /// <summary>Checks that the file has the arrays of a network, and no others.</summary>
    /// <exception cref="InterchangeException">It has not; the message lists them.</exception>
    public void RequireArrays(IReadOnlyList<NamedArray> arrays, TensorOrder order, string name)
    {
        List<string> problems = [];
        foreach (NamedArray array in arrays)
        {
            if (!tensors.TryGetValue(array.Name, out Tensor? tensor))
                problems.Add($"{array.Name} is missing");
            else if (!tensor.Shape.SequenceEqual(array.Extents.Select(extent => (long)extent)))
                problems.Add($"{array.Name} is {tensor.Extents}, but the network's is {string.Join("×", array.Extents)}");
            else if (tensor.Unreadable is { } reason)
                problems.Add($"{array.Name} {reason}");
        }

        HashSet<string> expected = [.. arrays.Select(array => array.Name)];
        foreach (string other in tensors.Keys.Where(key => !expected.Contains(key) && !IsCounter(key, order)))
            problems.Add($"{Shown(other)} is none of the network's arrays");

        if (problems.Count > 0)
            throw new InterchangeException(name, "does not fit the network", problems);
    }

    /// <summary>Whether it is what PyTorch counts, and no network's.</summary>
    public static bool IsCounter(string name, TensorOrder order) => order == TensorOrder.PyTorch && name.EndsWith(PyTorchCounter, StringComparison.Ordinal);

    /// <summary>A name out of a file, as a message can show it.</summary>
    public static string Shown(string name)
    {
        const int Most = 100;
        string printable = string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));
        return printable.Length > Most ? printable[..Most] + "…" : printable;
    }

    /// <summary>Every byte of the values belongs to one array.</summary>
    private static void RequireAllBytes(IReadOnlyDictionary<string, Tensor> tensors, long bytes, string name)
    {
        long at = 0;
        foreach ((string key, Tensor tensor) in tensors.OrderBy(pair => pair.Value.Begin).ThenBy(pair => pair.Value.End))
        {
            if (tensor.Begin != at)
                throw new InterchangeException(name, $"is damaged: {Shown(key)} begins at byte {tensor.Begin} of the values, but {(tensor.Begin < at ? "others lie there" : $"nothing lies before it from {at} on")}");

            at = tensor.End;
        }

        if (at != bytes)
            throw new InterchangeException(name, $"is damaged: its arrays have {at} bytes, but {bytes} follow the header");
    }
}
