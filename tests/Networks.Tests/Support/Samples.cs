using Kiln.Networks.Tests.Reference;
using Kiln.Numerics;

namespace Kiln.Networks.Tests.Support;

/// <summary>Random parameters, images and labels.</summary>
internal static class Samples
{
    /// <summary>Sets every parameter: weights that keep the size of signals, and biases other than 0.</summary>
    public static void Fill(ParameterSet parameters, int seed)
    {
        parameters.Initialize(Initialization.He, seed);
        NormalRandom random = new(seed);
        foreach (Parameter array in parameters.Arrays.Where(array => array.Description.FanIn == 0))
            foreach (ref float value in array.Edit())
                value = (float)(0.2 * random.Next());
    }

    /// <summary>Standard normal floats.</summary>
    public static float[] Floats(int count, int seed)
    {
        NormalRandom random = new(seed);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = (float)random.Next();

        return values;
    }

    /// <summary>A label a position; about every eighth is ignored.</summary>
    public static int[] Labels(int count, int classes, int seed)
    {
        SeededRandom random = new(seed, stream: 1);
        int[] labels = new int[count];
        foreach (ref int label in labels.AsSpan())
            label = random.Next(8) == 0 ? -1 : random.Next(classes);

        return labels;
    }
}

/// <summary>Images with labels, and what the reference makes of them.</summary>
/// <param name="Input">The images.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Run">The reference's forward run.</param>
/// <param name="Gradients">The reference's gradients.</param>
internal sealed record Batch(float[] Input, int[] Labels, ReferenceRun Run, ReferenceGradients Gradients)
{
    /// <summary>Draws images on none of which a maximum, rectification or rank hangs on rounding: where one does, two right answers differ.</summary>
    public static Batch Draw(TrainableNetwork net, int images, int seed)
    {
        ReferenceNetwork reference = new(net);
        List<float> input = [];
        List<int> labels = [];
        for (int n = 0; n < images; n++)
        {
            (float[] image, int[] classes) = DrawImage(net, reference, (seed * 100) + n);
            input.AddRange(image);
            labels.AddRange(classes);
        }

        ReferenceRun run = reference.Forward(input.ToArray());
        return new Batch([.. input], [.. labels], run, reference.Backward(run, labels.ToArray()));
    }

    private static (float[] Image, int[] Labels) DrawImage(TrainableNetwork net, ReferenceNetwork reference, int seed)
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            int stream = (seed * 200) + attempt;
            float[] image = Samples.Floats(net.Description.Input.Count, stream);
            int[] labels = Samples.Labels(net.Positions, net.Output.Channels, stream);
            ReferenceRun run = reference.Forward(image);
            if (run.Decided && new ReferenceLoss(run.Scores, labels).Decided)
                return (image, labels);
        }

        throw new UndecidedException($"{net.GetType().Name}: every image hangs on rounding");
    }
}
