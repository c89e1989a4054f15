using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Room for one batch.</summary>
internal sealed class PreparedBatch(int batchSize, int imageFloats, int imageLabels)
{
    private readonly float[] input = new float[Require.Fits(imageFloats, batchSize, Array.MaxLength, "floats", "a batch")];
    private readonly int[] labels = new int[Require.Fits(imageLabels, batchSize, Array.MaxLength, "labels", "a batch")];
    private float[] targets = [];
    private int images;
    private int labelsUsed;
    private int targetsUsed;

    /// <summary>The images, one after the other.</summary>
    public ReadOnlySpan<float> Input => input.AsSpan(0, images * imageFloats);

    /// <summary>Their labels.</summary>
    public ReadOnlySpan<int> Labels => labels.AsSpan(0, labelsUsed);

    /// <summary>Their targets; none where the source has labels.</summary>
    public ReadOnlySpan<float> Targets => targets.AsSpan(0, targetsUsed);

    /// <summary>Reads images, each with the random numbers of its own stream.</summary>
    public void Fill(IImageSource source, ReadOnlySpan<int> indices, int seed, int epoch, SeededRandom random)
    {
        int each = source.LabelsPerImage, numbers = source.TargetShape.Count;
        if (targets.Length < (long)numbers * indices.Length)
            targets = new float[Require.Fits(numbers, batchSize, Array.MaxLength, "targets", "a batch")];

        for (int i = 0; i < indices.Length; i++)
        {
            random.Restart(seed, BatchQueue.StreamOf(epoch, indices[i]));
            source.Read(indices[i], random, input.AsSpan(i * imageFloats, imageFloats), labels.AsSpan(i * each, each), targets.AsSpan(i * numbers, numbers));
        }

        images = indices.Length;
        labelsUsed = indices.Length * each;
        targetsUsed = indices.Length * numbers;
    }
}
