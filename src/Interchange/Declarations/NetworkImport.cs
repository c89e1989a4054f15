using System.Globalization;
using Kiln.Interchange.Onnx.Import;

namespace Kiln.Interchange.Declarations;

/// <summary>Reads models of other programs as declarations.</summary>
public static class NetworkImport
{
    /// <summary>Reads an ONNX model.</summary>
    /// <param name="path">The file, which holds the weights too.</param>
    /// <param name="options">Extents and name; null for those of the model.</param>
    /// <exception cref="InterchangeException">The file is missing, damaged or no model, or something in it cannot be declared; the message lists all of that.</exception>
    public static ImportedNetwork Read(string path, ImportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InterchangeException(options?.Name ?? path, File.Exists(path) ? $"cannot be read: {e.Message}" : "there is no such file", e);
        }

        return Read(content, (options ?? new ImportOptions()) with { Name = options?.Name ?? path });
    }

    /// <summary>Reads the bytes of an ONNX model.</summary>
    /// <inheritdoc cref="Read(string, ImportOptions?)"/>
    /// <param name="content">All bytes of a file.</param>
    /// <param name="options">Extents and name; null for those of the model.</param>
    public static ImportedNetwork Read(ReadOnlyMemory<byte> content, ImportOptions? options = null)
    {
        string name = options?.Name ?? "model";
        try
        {
            OnnxContent model = new OnnxContentReader(content).Read();
            List<LayerLine> lines = ImportGraph.Lines(model, name, options?.Input);
            string classes = WeightsMetadata.Classes(model.Metadata);
            return ImportedNetwork.Of(name, lines, WeightsMetadata.Normalization(model.Metadata), classes.Contains('\n') ? classes.Split('\n') : [.. Letters(classes)]);
        }
        catch (InvalidDataException e)
        {
            throw new InterchangeException(name, e.Message, e);
        }
        catch (OverflowException e)
        {
            throw new InterchangeException(name, "has more parameters than a network can have", e);
        }
    }

    private static IEnumerable<string> Letters(string text)
    {
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
            yield return letters.GetTextElement();
    }
}
