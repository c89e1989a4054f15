using Kiln.Numerics;

namespace Kiln.Tests;

/// <summary>One dense layer and the softmax loss in plain loops: what a compiled network looks like to the runtime.</summary>
internal sealed class DenseNetwork(ParameterSet parameters, int maxBatch, int threads = 1)
    : TrainableNetwork(parameters.Network, parameters, maxBatch, threads)
{
    private readonly float[] input = new float[Floats(parameters.Network.InputShape.Count, maxBatch, parameters.Network.Name)];
    private readonly float[] scores = new float[Floats(parameters.Network.Layers[1].Filters, maxBatch, parameters.Network.Name)];
    private readonly float[] scoreGradients = new float[Floats(parameters.Network.Layers[1].Filters, maxBatch, parameters.Network.Name)];
    private readonly float[][] packed = [.. parameters.Arrays.Select(array => new float[array.Description.Length])];

    /// <summary>How often each array was packed.</summary>
    public int[] Packings { get; } = new int[parameters.Arrays.Count];

    /// <summary>Called when an array is packed.</summary>
    public Action<int>? Packing { get; set; }

    private int Inputs => Description.InputFloats;

    private int Classes => Description.Layers[1].Filters;

    protected override int ScoresLayer => 1;

    public static NetworkDescription Describe(Shape shape, int classes, string name = "Tests.Dense", bool bias = true)
    {
        Shape scores = new(1, 1, classes);
        WindowDescription window = new(shape.Height, shape.Width, 1, 1, 0, 0, 0, 0);
        int weights = shape.Count * classes;
        int biasOffset = (weights + 15) / 16 * 16;
        List<ParameterDescription> parameters =
        [
            new("Scores.Weights", [shape.Height, shape.Width, shape.Channels, classes], 0, weights, shape.Count, 0, ParameterUpdate.Gradient, 1, 1),
        ];
        if (bias)
            parameters.Add(new ParameterDescription("Scores.Biases", [classes], biasOffset, classes, 0, 0, ParameterUpdate.Gradient, 1, 1));

        return new NetworkDescription(
            name,
            [
                new LayerDescription("Image", "input", [], shape, WindowDescription.None, [], 0, 0, "", true),
                new LayerDescription("Scores", "conv", ["Image"], scores, window, [new("Groups", 1)], shape.Channels, classes, "Scores", true),
                new LayerDescription("Loss", "softmaxloss", ["Scores"], scores, WindowDescription.None, [new("Weight", 1)], 0, 0, "Scores", true, Labels: LossLabels.Classes),
            ],
            parameters,
            [],
            [],
            new MemoryDescription(0));
    }

    public static DenseNetwork Create(Shape shape, int classes, int maxBatch, int threads = 1, int seed = 7)
    {
        ParameterSet parameters = new(Describe(shape, classes));
        parameters.Initialize(Initialization.Gaussian(0.1), seed);
        return new DenseNetwork(parameters, maxBatch, threads);
    }

    protected internal override ReadOnlySpan<float> LayerOutput(int layer) => layer switch
    {
        0 => input.AsSpan(0, Images * Inputs),
        1 => scores.AsSpan(0, Images * Classes),
        _ => LossOutput(0),
    };

    protected override void PackParameters()
    {
        for (int array = 0; array < packed.Length; array++)
        {
            if (!Changed(array))
                continue;

            Packing?.Invoke(array);
            Parameters.Arrays[array].Values.CopyTo(packed[array]);
            Packings[array]++;
        }
    }

    protected override void LoadInput(int index, ReadOnlySpan<float> maps, int pitch) => maps.CopyTo(input);

    protected internal override void RunForward() => Run(0, Images);

    protected override void RunBackward(bool imageGradient) => Run(1, Classes);

    protected override void CopyInputGradient(Span<float> destination) => throw new NotSupportedException();

    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        for (int unit = from; unit < to; unit++)
        {
            if (part == 0)
                Score(unit);
            else
                Slope(unit);
        }
    }

    private void Score(int image)
    {
        ReadOnlySpan<float> pixels = input.AsSpan(image * Inputs, Inputs);
        ReadOnlySpan<float> weights = packed[0];
        Span<float> row = scores.AsSpan(image * Classes, Classes);
        packed[1].CopyTo(row);
        for (int i = 0; i < pixels.Length; i++)
            for (int k = 0; k < Classes; k++)
                row[k] += pixels[i] * weights[(i * Classes) + k];

        if (!HasLabels)
            return;

        Span<float> gradient = scoreGradients.AsSpan(image * Classes, Classes);
        LossesOf(0)[image] = SoftmaxLoss.Row(row, LabelsOf(0)[image], 1f / Images, gradient, out int rank);
        RanksOf(0)[image] = rank;
    }

    private void Slope(int k)
    {
        Span<float> weights = GradientOf(0, Inputs * Classes);
        float bias = 0;
        for (int i = 0; i < Inputs; i++)
        {
            float sum = 0;
            for (int image = 0; image < Images; image++)
                sum += input[(image * Inputs) + i] * scoreGradients[(image * Classes) + k];
            weights[(i * Classes) + k] = sum;
        }

        for (int image = 0; image < Images; image++)
            bias += scoreGradients[(image * Classes) + k];
        GradientOf(Description.Parameters[1].Offset, Classes)[k] = bias;
    }
}
