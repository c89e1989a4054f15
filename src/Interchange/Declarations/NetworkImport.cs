using System.Globalization;
using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Interchange.Onnx.Import;

namespace Kiln.Interchange.Declarations;

/// <summary>Reads models of other programs as declarations.</summary>
public static class NetworkImport
{
    /// <summary>Pixels are counted from 0 to this in MatConvNet.</summary>
    private const double White = 255;

    /// <summary>Reads a model.</summary>
    /// <param name="path">An ONNX file, which holds the weights too, or a level-5 MATLAB file with a model of MatConvNet.</param>
    /// <param name="options">Extents and name; null for those of the model.</param>
    /// <exception cref="InterchangeException">The file is missing, damaged or no model, or something in it cannot be declared; the message lists all of that.</exception>
    public static ImportedNetwork Read(string path, ImportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] content;
        try
        {
            if (MatFile.IsMatFile(path))
            {
                using MatConvNetModel model = MatConvNetModel.Read(path);
                return Of(model, options);
            }

            content = File.ReadAllBytes(path);
        }
        catch (MatException e)
        {
            throw new InterchangeException(options?.Name ?? path, e.Message, e);
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
        catch (UnsupportedException e)
        {
            throw new InterchangeException(name, e.Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new InterchangeException(name, $"is no ONNX model, or damaged: {e.Message}", e);
        }
        catch (OverflowException e)
        {
            throw new InterchangeException(name, "has more parameters than a network can have", e);
        }
    }

    /// <summary>Declares a model of MatConvNet. Losses are left out; extents are those of its images unless others are given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Extents and name; null for those of the model.</param>
    /// <exception cref="InterchangeException">A layer cannot be declared; the message lists all that cannot.</exception>
    /// <exception cref="MatException">The file is damaged.</exception>
    public static ImportedNetwork Of(MatConvNetModel model, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        string name = options?.Name ?? model.Path;
        double? mean = model.Images is { Average: [var one] } ? one / White : model.ImageMean;
        ImageNormalization? normalization = mean is { } known && float.IsFinite((float)known) ? new((float)known, (float)White) : null;
        return ImportedNetwork.Of(name, new ModelLines(model).Lines(name, options?.Input), normalization, model.Classes);
    }

    private static IEnumerable<string> Letters(string text)
    {
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
            yield return letters.GetTextElement();
    }
}
