using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Room for one batch.</summary>
internal sealed class PreparedBatch(int batchSize, int imageFloats, int imageLabels)
{
    private readonly float[] input = new float[Require.Fits(imageFloats, batchSize, Array.MaxLength, "floats", "a batch")];
    private readonly int[] labels = new int[Require.Fits(imageLabels, batchSize, Array.MaxLength, "labels", "a batch")];
    private float[] targets = [];
    private int labelsEach, targetsEach;

    /// <summary>How many images it holds.</summary>
    public int Images { get; private set; }

    /// <summary>The images, one after the other.</summary>
    public ReadOnlySpan<float> Input => InputOf(0, Images);

    /// <summary>Their labels.</summary>
    public ReadOnlySpan<int> Labels => LabelsOf(0, Images);

    /// <summary>Their targets; none where the source has labels.</summary>
    public ReadOnlySpan<float> Targets => TargetsOf(0, Images);

    /// <summary>Some of the images.</summary>
    public ReadOnlySpan<float> InputOf(int first, int count) => input.AsSpan(first * imageFloats, count * imageFloats);

    /// <summary>The labels of some of the images.</summary>
    public ReadOnlySpan<int> LabelsOf(int first, int count) => labels.AsSpan(first * labelsEach, count * labelsEach);

    /// <summary>The targets of some of the images; none where the source has labels.</summary>
    public ReadOnlySpan<float> TargetsOf(int first, int count) => targets.AsSpan(first * targetsEach, count * targetsEach);

    /// <summary>Whether images have targets and no labels.</summary>
    public bool HasTargets => targetsEach > 0;

    /// <summary>Reads images, each with the random numbers of its own stream.</summary>
    public void Fill(IImageSource source, ReadOnlySpan<int> indices, int seed, int epoch, SeededRandom random)
    {
        (labelsEach, targetsEach) = (source.LabelsPerImage, source.TargetShape.Count);
        if (targets.Length < (long)targetsEach * indices.Length)
            targets = new float[Require.Fits(targetsEach, batchSize, Array.MaxLength, "targets", "a batch")];

        for (int i = 0; i < indices.Length; i++)
        {
            random.Restart(seed, BatchQueue.StreamOf(epoch, indices[i]));
            source.Read(
                indices[i], random, input.AsSpan(i * imageFloats, imageFloats), labels.AsSpan(i * labelsEach, labelsEach), targets.AsSpan(i * targetsEach, targetsEach));
        }

        Images = indices.Length;
    }
}
