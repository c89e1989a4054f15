using Kiln.Checkpoints;
using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx;

/// <summary>Networks with their weights as ONNX models, which ONNX Runtime and many others run.</summary>
/// <remarks>
/// <para>A model computes what the network computes in inference: dropout, losses and layers for training alone are left out. Its inputs and outputs have the names of layers: inputs those of
/// the <c>[Input]</c> layers; outputs those of the layers that losses read, and of the last layer if none does. Nodes have the layers' names too, initializers those of the parameter arrays. A map is
/// N × channels × rows × columns, float32; of one row and column it is N × channels.</para>
/// <para>The operators are those of opset 17; <see href="https://onnx.ai/onnx/operators/">all of them</see> are standard ones. A model holds at most 2 GiB.</para>
/// </remarks>
/// <example>
/// <code>
/// ParameterSet&lt;CharacterCnn&gt; weights = new();
/// CheckpointInfo info = WeightsFile.Load("weights.kiln", weights);
/// OnnxFile.Save("characters.onnx", weights, new OnnxOptions { Normalization = info.Normalization, Classes = info.Classes });
/// </code>
/// </example>
public static class OnnxFile
{
    /// <summary>Writes a model to a file. A file of that name is replaced as a whole.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="parameters">The weights, which name their network.</param>
    /// <param name="options">Batch, metadata and extents; null for the usual.</param>
    /// <exception cref="InterchangeException">A layer cannot be said in ONNX, or the model is larger than 2 GiB; the message lists every such layer.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ParameterSet parameters, OnnxOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProtobufMessage model = Model(parameters, options);
        AtomicFile.Write(path, model, static (stream, model) => model.WriteTo(stream));
    }

    /// <summary>A model as bytes, for example to run it at once.</summary>
    /// <inheritdoc cref="Save"/>
    /// <returns>The bytes of a file.</returns>
    public static byte[] Write(ParameterSet parameters, OnnxOptions? options = null)
    {
        ProtobufMessage model = Model(parameters, options);
        byte[] bytes = new byte[model.Length];
        using MemoryStream stream = new(bytes);
        model.WriteTo(stream);
        return bytes;
    }

    private static ProtobufMessage Model(ParameterSet parameters, OnnxOptions? options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ProtobufMessage model = OnnxModel.Of(parameters, options ?? new OnnxOptions());
        return model.Length <= Array.MaxLength ? model
            : throw new InterchangeException(parameters.Network.Name, $"its model has {model.Length} bytes, but an ONNX file holds at most 2 GiB");
    }
}
