using Kiln.Gpu;
using Kiln.Numerics;

namespace Kiln.Networks.Tests.Support;

/// <summary>What the losses of a network are given: all classes, or all floats.</summary>
/// <param name="Classes">For losses of classes: one an image, or one a pixel.</param>
/// <param name="Targets">For losses of signs or numbers: one for each channel of an image, or of a pixel.</param>
/// <param name="Weights">What each of them counts; empty for 1.</param>
internal sealed record LabelSet(int[] Classes, float[] Targets, float[] Weights)
{
    public static implicit operator LabelSet(int[] classes) => new(classes, [], []);

    /// <summary>Those of some images, one after the other.</summary>
    public static LabelSet Join(IReadOnlyList<LabelSet> images) => new(
        [.. images.SelectMany(image => image.Classes)], [.. images.SelectMany(image => image.Targets)], [.. images.SelectMany(image => image.Weights)]);

    /// <summary>Draws what a network needs, every pixel by itself; about every eighth label is ignored.</summary>
    public static LabelSet Draw(NetworkDescription description, int pixels, int channels, int seed, bool weighted = false)
    {
        LossLabels kind = KindOf(description);
        int[] classes = kind is LossLabels.Classes ? Samples.Labels(pixels, channels, seed) : [];
        float[] targets = kind is LossLabels.Classes ? [] : kind is LossLabels.Numbers
            ? Samples.Floats(pixels * channels, seed)
            : [.. Samples.Labels(pixels * channels, 2, seed).Select(label => label < 0 ? 0f : (2 * label) - 1)];
        SeededRandom random = new(seed, stream: 2);
        return new(classes, targets, weighted ? [.. Enumerable.Range(0, classes.Length + targets.Length).Select(_ => random.Next(5) / 2f)] : []);
    }

    /// <summary>Draws what a network needs for some images.</summary>
    public static LabelSet Draw(TrainableNetwork net, int images, int seed) =>
        Draw(net.Description, images * net.Positions, net.OutputShape.Channels, seed);

    /// <summary>Labels of images that are all ignored; where no target says so, by weights of 0.</summary>
    public static LabelSet Ignored(TrainableNetwork net, int images) => KindOf(net.Description) switch
    {
        LossLabels.Classes => new LabelSet([.. Enumerable.Repeat(-1, images)], [], []),
        LossLabels.Signs => new LabelSet([], new float[images * net.OutputShape.Channels], []),
        _ => new LabelSet([], Samples.Floats(images * net.OutputShape.Channels, 1), new float[images]),
    };

    /// <summary>The label of a pixel; −1 for none.</summary>
    public int ClassOf(int pixel, int pixels) => Classes[(int)((long)pixel * Classes.Length / pixels)];

    /// <summary>The target of an element of a map.</summary>
    public float TargetOf(int element, Reference.ReferenceMap scores) => Targets.Length == scores.Length
        ? Targets[element]
        : Targets[(scores.ImageOf(element) * scores.Shape.Channels) + (element % scores.Shape.Channels)];

    /// <summary>What the label of a pixel or the target of an element counts.</summary>
    public double WeightOf(int place, int places) => Weights.Length == 0 ? 1 : Weights[(int)((long)place * Weights.Length / places)];

    /// <summary>What a network's losses compare scores with: signs are numbers too.</summary>
    private static LossLabels KindOf(NetworkDescription description)
    {
        LossLabels[] kinds = [.. description.Layers.Select(layer => layer.Labels).OfType<LossLabels>()];
        return kinds.Contains(LossLabels.Signs) ? LossLabels.Signs : kinds[0];
    }
}

/// <summary>The calls of networks with labels of either kind.</summary>
internal static class LabelledCalls
{
    public static LossReport Evaluate(this TrainableNetwork net, float[] input, LabelSet labels) =>
        labels.Targets.Length > 0 ? net.Evaluate(input, labels.Targets, labels.Weights) : net.Evaluate(input, labels.Classes, labels.Weights);

    public static LossReport Step(this TrainableNetwork net, float[] input, LabelSet labels) =>
        labels.Targets.Length > 0 ? net.Step(input, labels.Targets, labels.Weights) : net.Step(input, labels.Classes, labels.Weights);

    public static LossReport ComputeGradients(this TrainableNetwork net, float[] input, LabelSet labels, float[] imageGradients) => labels.Targets.Length > 0
        ? net.ComputeGradients(input, labels.Targets, imageGradients, labels.Weights)
        : net.ComputeGradients(input, labels.Classes, imageGradients, labels.Weights);

    public static LossReport ComputeGradients(this GpuNetwork net, float[] input, LabelSet labels, float[] imageGradients) => labels.Targets.Length > 0
        ? net.ComputeGradients(input, labels.Targets, imageGradients, labels.Weights)
        : net.ComputeGradients(input, labels.Classes, imageGradients, labels.Weights);
}
