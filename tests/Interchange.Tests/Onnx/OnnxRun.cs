using Microsoft.ML.OnnxRuntime;

namespace Kiln.Interchange.Tests.Onnx;

/// <summary>A model as ONNX Runtime computes it, with maps in our order.</summary>
/// <param name="model">The bytes of a file.</param>
internal sealed class OnnxRun(byte[] model) : IDisposable
{
    private readonly InferenceSession session = new(model, new SessionOptions { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });

    /// <summary>Names of the outputs.</summary>
    public IReadOnlyList<string> Outputs => session.OutputNames;

    /// <summary>Names of the inputs.</summary>
    public IReadOnlyList<string> Inputs => session.InputNames;

    /// <summary>The extents of an input or output, a name for each that is free.</summary>
    public string Extents(string name)
    {
        NodeMetadata value = session.InputMetadata.GetValueOrDefault(name) ?? session.OutputMetadata[name];
        return string.Join("×", value.Dimensions.Index().Select(extent => extent.Item > 0 ? $"{extent.Item}" : value.SymbolicDimensions[extent.Index] is { Length: > 0 } free ? free : "?"));
    }

    /// <summary>The extents of an input, all of which the model says.</summary>
    public Shape ShapeOf(string input) => session.InputMetadata[input].Dimensions is var extents && extents.Length == 2 ? new(1, 1, extents[1]) : new(extents[2], extents[3], extents[1]);

    /// <summary>What the model says of itself.</summary>
    public ModelMetadata Metadata => session.ModelMetadata;

    /// <summary>Computes all outputs.</summary>
    /// <param name="images">How many images.</param>
    /// <param name="inputs">By name the extents of a map and the maps one after the other, rows × columns × channels.</param>
    /// <returns>By name all numbers, image by image in the same order.</returns>
    public Dictionary<string, float[]> Forward(int images, IReadOnlyDictionary<string, (Shape Shape, float[] Maps)> inputs)
    {
        OrtValue[] values = [.. session.InputNames.Select(name => Value(images, inputs[name].Shape, inputs[name].Maps))];
        try
        {
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, session.InputNames, values, session.OutputNames);
            return session.OutputNames.Zip(results).ToDictionary(pair => pair.First, pair => Ours(pair.Second));
        }
        finally
        {
            foreach (OrtValue value in values)
                value.Dispose();
        }
    }

    public void Dispose() => session.Dispose();

    private static OrtValue Value(int images, Shape shape, float[] maps)
    {
        float[] theirs = new float[maps.Length];
        for (int i = 0; i < maps.Length; i++)
            theirs[Place(i, shape)] = maps[i];

        long[] extents = shape is { Height: 1, Width: 1 } ? [images, shape.Channels] : [images, shape.Channels, shape.Height, shape.Width];
        return OrtValue.CreateTensorValueFromMemory(theirs, extents);
    }

    private static float[] Ours(OrtValue value)
    {
        long[] extents = value.GetTensorTypeAndShape().Shape;
        Shape shape = extents.Length == 2 ? new(1, 1, (int)extents[1]) : new((int)extents[2], (int)extents[3], (int)extents[1]);
        ReadOnlySpan<float> theirs = value.GetTensorDataAsSpan<float>();
        float[] ours = new float[theirs.Length];
        for (int i = 0; i < ours.Length; i++)
            ours[i] = theirs[Place(i, shape)];

        return ours;
    }

    /// <summary>Where a number of ours lies with channels outermost.</summary>
    private static int Place(int index, Shape map)
    {
        int pixels = map.Height * map.Width;
        return (index / map.Count * map.Count) + (index % map.Channels * pixels) + (index / map.Channels % pixels);
    }
}
