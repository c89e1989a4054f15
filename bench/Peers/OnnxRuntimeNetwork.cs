using Kiln.Interchange.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Kiln.Bench.Peers;

/// <summary>A network as ONNX Runtime computes it: with all its optimizations, and without allocating at a call.</summary>
internal sealed class OnnxRuntimeNetwork : IDisposable
{
    private readonly InferenceSession session;
    private readonly string[] inputNames, outputNames;
    private readonly RunOptions options = new();
    private readonly OrtValue[] inputs, outputs;
    private readonly float[] input, output;
    private readonly Shape shape, scores;

    /// <summary>Loads a network.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="images">Images of a call.</param>
    /// <param name="threads">Threads that share the work.</param>
    public OnnxRuntimeNetwork(ParameterSet parameters, int images, int threads)
    {
        using SessionOptions settings = new() { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        session = new InferenceSession(OnnxFile.Write(parameters, new OnnxOptions { Batch = images }), settings);
        inputNames = [.. session.InputNames];
        outputNames = [.. session.OutputNames];
        shape = parameters.Network.InputShape;
        input = new float[images * shape.Count];
        inputs = [OrtValue.CreateTensorValueFromMemory(input, [images, shape.Channels, shape.Height, shape.Width])];

        int[] extents = session.OutputMetadata[outputNames[0]].Dimensions;
        scores = extents.Length == 4 ? new Shape(extents[2], extents[3], extents[1]) : new Shape(1, 1, extents[1]);
        output = new float[images * scores.Count];
        outputs = [OrtValue.CreateTensorValueFromMemory(output, [.. extents.Select(extent => (long)extent)])];
    }

    /// <summary>The scores of the last <see cref="Forward"/>, in our order: rows × columns × channels each.</summary>
    public float[] Output
    {
        get
        {
            float[] ours = new float[output.Length];
            for (int i = 0; i < ours.Length; i++)
                ours[i] = output[Place(i, scores)];

            return ours;
        }
    }

    /// <summary>Stores images, transposed to channels × rows × columns.</summary>
    /// <param name="images">Rows × columns × channels each.</param>
    public void Load(ReadOnlySpan<float> images)
    {
        for (int i = 0; i < images.Length; i++)
            input[Place(i, shape)] = images[i];
    }

    /// <summary>Computes the scores of the stored images.</summary>
    public void Forward() => session.Run(options, inputNames, inputs, outputNames, outputs);

    public void Dispose()
    {
        inputs[0].Dispose();
        outputs[0].Dispose();
        options.Dispose();
        session.Dispose();
    }

    /// <summary>Where a number of ours lies with channels outermost.</summary>
    private static int Place(int index, Shape map)
    {
        int pixels = map.Height * map.Width;
        return (index / map.Count * map.Count) + (index % map.Channels * pixels) + (index / map.Channels % pixels);
    }
}
