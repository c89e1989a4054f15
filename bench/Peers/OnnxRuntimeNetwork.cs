using Microsoft.ML.OnnxRuntime;

namespace Kiln.Bench.Peers;

/// <summary>A network as ONNX Runtime computes it: with all its optimizations, and without allocating at a call.</summary>
internal sealed class OnnxRuntimeNetwork : IDisposable
{
    private static readonly string[] InputNames = ["x"], OutputNames = ["y"];

    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly OrtValue[] inputs, outputs;
    private readonly float[] input, output;
    private readonly Shape shape;

    /// <summary>Loads a network.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="images">Images of a call.</param>
    /// <param name="threads">Threads that share the work.</param>
    public OnnxRuntimeNetwork(ParameterSet parameters, int images, int threads)
    {
        using SessionOptions settings = new() { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        session = new InferenceSession(OnnxModel.Write(parameters, images), settings);
        shape = parameters.Network.InputShape;
        input = new float[images * shape.Count];
        inputs = [OrtValue.CreateTensorValueFromMemory(input, [images, shape.Channels, shape.Height, shape.Width])];

        long[] scores = [.. session.OutputMetadata["y"].Dimensions.Select(extent => (long)extent)];
        output = new float[scores.Aggregate(1L, (product, extent) => product * extent)];
        outputs = [OrtValue.CreateTensorValueFromMemory(output, scores)];
    }

    /// <summary>The scores of the last <see cref="Forward"/>.</summary>
    public ReadOnlySpan<float> Output => output;

    /// <summary>Stores images, transposed to channels × rows × columns.</summary>
    /// <param name="images">Rows × columns × channels each.</param>
    public void Load(ReadOnlySpan<float> images)
    {
        int pixels = shape.Height * shape.Width;
        for (int i = 0; i < images.Length; i++)
        {
            (int place, int channel) = (i / shape.Channels % pixels, i % shape.Channels);
            input[(i / shape.Count * shape.Count) + (channel * pixels) + place] = images[i];
        }
    }

    /// <summary>Computes the scores of the stored images.</summary>
    public void Forward() => session.Run(options, InputNames, inputs, OutputNames, outputs);

    public void Dispose()
    {
        inputs[0].Dispose();
        outputs[0].Dispose();
        options.Dispose();
        session.Dispose();
    }
}
