using Kiln.Interchange.Onnx.Operators;
using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx;

/// <summary>Goes through a network's layers in order, and puts what is around the graph around it.</summary>
internal static class OnnxModel
{
    /// <summary>The least version of the format that has opset 17.</summary>
    private const int IrVersion = 8;

    private const int OpsetVersion = 17;

    /// <summary>The model of a network.</summary>
    /// <exception cref="InterchangeException">A layer cannot be said in ONNX.</exception>
    public static ProtobufMessage Of(ParameterSet parameters, OnnxOptions options)
    {
        if (options.Batch is { } batch)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch, nameof(OnnxOptions.Batch));

        NetworkDescription network = options.Network ?? parameters.Network;
        RequireSame(network, parameters);
        ProtobufMessage model = new ProtobufMessage()
            .Number(OnnxFields.Model.IrVersion, IrVersion)
            .Text(OnnxFields.Model.ProducerName, "Kiln")
            .Text(OnnxFields.Model.ProducerVersion, typeof(OnnxModel).Assembly.GetName().Version!.ToString(3))
            .Message(OnnxFields.Model.Graph, Graph(network, parameters, options.Batch))
            .Message(OnnxFields.Model.OpsetImport, new ProtobufMessage().Text(OnnxFields.OperatorSet.Domain, "").Number(OnnxFields.OperatorSet.Version, OpsetVersion));
        foreach ((string key, string value) in WeightsMetadata.Of(network.Name, options.Normalization, options.Classes))
            model.Message(OnnxFields.Model.MetadataProps, new ProtobufMessage().Text(OnnxFields.StringEntry.Key, key).Text(OnnxFields.StringEntry.Value, value));

        return model;
    }

    private static ProtobufMessage Graph(NetworkDescription network, ParameterSet parameters, int? batch)
    {
        OnnxNetwork layers = new(network);
        OnnxGraph graph = new(layers, parameters, batch);
        List<string> problems = [];
        foreach (LayerDescription layer in network.Layers.Where(layer => layers.Needs(layer) && layer.Kind != "input"))
        {
            try
            {
                OnnxOperators.Of(layer.Kind)(new OnnxLayer(graph, layer));
            }
            catch (InexpressibleException e)
            {
                problems.Add($"{layer.Name} ({layer.Kind}): {e.Message}");
                graph.Assume(layer);
            }
        }

        return problems.Count == 0 ? graph.ToMessage() : throw new InterchangeException(network.Name, "has layers that ONNX cannot express", problems);
    }

    /// <summary>Checks that a compilation reads those parameters.</summary>
    private static void RequireSame(NetworkDescription network, ParameterSet parameters)
    {
        bool same = network.Parameters.Select(array => (array.Name, array.Length)).SequenceEqual(parameters.Network.Parameters.Select(array => (array.Name, array.Length)));
        if (!same)
            throw new ArgumentException($"the parameters are of {parameters.Network.Name}, and {network.Name} has others; give the description of a class marked [InferenceOf] that reads them", nameof(OnnxOptions.Network));
    }
}
