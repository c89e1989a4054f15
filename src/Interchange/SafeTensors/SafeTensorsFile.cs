using Kiln.Checkpoints;
using Kiln.Data;

namespace Kiln.Interchange.SafeTensors;

/// <summary>Weights as safetensors: a header that names arrays, then their values. Hugging Face's libraries for Python, Rust and others read and write it.</summary>
/// <remarks>Values are written as 32-bit floats; 16-bit floats (F16) and bfloat16 (BF16) are read too. Loading changes no parameter unless the whole file is sound and fits the network.</remarks>
/// <example>
/// <code>
/// SafeTensorsFile.Save("weights.safetensors", net.Parameters, order: TensorOrder.PyTorch);
///
/// ParameterSet&lt;CharacterCnn&gt; weights = new();
/// SafeTensorsInfo info = SafeTensorsFile.Load("weights.safetensors", weights);
/// </code>
/// </example>
public static class SafeTensorsFile
{
    /// <summary>Saves parameters. A file of that name is replaced as a whole.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="parameters">The values.</param>
    /// <param name="normalization">How images must be prepared for them, as metadata; null leaves it out.</param>
    /// <param name="classes">The classes' names, one character a class from class 0, as metadata; empty leaves them out.</param>
    /// <param name="order">How arrays are named and ordered.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ParameterSet parameters, ImageNormalization? normalization = null, string classes = "", TensorOrder order = TensorOrder.Kiln)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(classes);
        SafeTensorsWriter writer = new(parameters, normalization, classes, order);
        AtomicFile.Write(path, writer, static (stream, writer) => writer.WriteTo(stream));
    }

    /// <summary>Loads parameters from a file, array by array by name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">Get the values.</param>
    /// <returns>What the file says besides the values.</returns>
    /// <exception cref="InterchangeException">The file is damaged or no safetensors file, or its arrays are not the network's; the message lists those that are missing, too many, of another
    /// shape or another type.</exception>
    /// <exception cref="IOException">The file cannot be read, or is larger than 2 GiB.</exception>
    public static SafeTensorsInfo Load(string path, ParameterSet parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileBytes bytes = new(path);
        return Load(bytes.Memory, parameters, path);
    }

    /// <summary>Loads from a file of whatever network the arrays that have the names and extents of a network's own, and leaves the others as they are: where a network begins with
    /// the layers of one that is trained already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">Get the values.</param>
    /// <returns>What was loaded, and what was not: what only the file has, what only the network has, and what has other extents or another type than can be read.</returns>
    /// <exception cref="InterchangeException">The file is damaged or no safetensors file, or no array at all is found in it; no parameter has then changed.</exception>
    /// <exception cref="IOException">The file cannot be read, or is larger than 2 GiB.</exception>
    public static LoadReport LoadMatching(string path, ParameterSet parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parameters);
        using FileBytes bytes = new(path);
        SafeTensorsHeader header = SafeTensorsHeader.Read(bytes.Memory.Span, path);
        TensorOrder order = NamedArray.OrderOf(parameters.Network, header.Tensors);
        Dictionary<string, NamedArray> arrays = NamedArray.All(parameters.Network, order).ToDictionary(array => array.Name);
        ArrayMatching matching = new(path, parameters.Network);
        string[] taken =
        [
            .. from pair in header.Tensors
               where !SafeTensorsHeader.IsCounter(pair.Key, order)
               let array = arrays.GetValueOrDefault(pair.Key)
               where matching.Takes(SafeTensorsHeader.Shown(pair.Key), pair.Value.Shape, array?.Description, array?.Extents ?? [], pair.Value.Unreadable)
               select pair.Key,
        ];
        if (matching.Problem is { } problem)
            throw new InterchangeException(path, problem);

        foreach (string name in taken)
            arrays[name].Read(header.Tensors[name].Values(bytes.Memory.Span[header.DataStart..]), parameters[arrays[name].Description.Name].Edit());

        return matching.Report();
    }

    /// <summary>Loads parameters from bytes, for example of an embedded resource.</summary>
    /// <param name="content">All bytes of a file.</param>
    /// <param name="parameters">Get the values.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>What the file says besides the values.</returns>
    /// <exception cref="InterchangeException">As of a file.</exception>
    public static SafeTensorsInfo Load(ReadOnlyMemory<byte> content, ParameterSet parameters, string name = "embedded weights")
    {
        ArgumentNullException.ThrowIfNull(parameters);
        SafeTensorsHeader header = SafeTensorsHeader.Read(content.Span, name);
        TensorOrder order = NamedArray.OrderOf(parameters.Network, header.Tensors);
        IReadOnlyList<NamedArray> arrays = NamedArray.All(parameters.Network, order);
        header.RequireArrays(arrays, order, name);
        foreach (NamedArray array in arrays)
        {
            Tensor tensor = header.Tensors[array.Name];
            array.Read(tensor.Values(content.Span[header.DataStart..]), parameters[array.Description.Name].Edit());
        }

        return new SafeTensorsInfo(
            order, WeightsMetadata.Network(header.Metadata), WeightsMetadata.Normalization(header.Metadata), WeightsMetadata.Classes(header.Metadata), header.Metadata);
    }
}
