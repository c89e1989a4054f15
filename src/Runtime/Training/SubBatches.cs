using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Runs batches through a network, in parts where they are larger than it takes, and gathers the gradients of the parts.</summary>
/// <remarks>A batch of m images in parts of mₛ has the gradient <c>Σ (mₛ / m)·gₛ</c>, gₛ being the average over the images of a part: that is the average over the batch,
/// also where the last part is smaller. Parts are added in their order, so the bits do not depend on the threads. Batch normalisations see each part by itself; their kept moments
/// move towards the same weighted mean of the moments of the parts.</remarks>
/// <param name="network">The network.</param>
internal sealed class SubBatches(TrainableNetwork network) : TeamJob
{
    private AlignedBuffer<float>? sum;
    private float share;
    private bool isFirst;

    /// <summary>Measures a batch, and leaves its gradients in the network if the pass trains. Where the loss of a part is not finite, the network is left at that part.</summary>
    /// <returns>The loss and the errors of the batch.</returns>
    public LossReport Run(TrainingPass pass, PreparedBatch batch)
    {
        int images = batch.Images, most = pass.SubBatchSize;
        if (images <= most)
            return RunPart(pass, batch, 0, images);

        double loss = 0;
        int top1 = 0, top5 = 0;
        for (int first = 0; first < images; first += most)
        {
            int count = Math.Min(most, images - first);

            // Dropout numbers the images of a call from 0: with one seed for all parts the same would be dropped in each.
            int seed = network.DropoutSeed;
            network.DropoutSeed = unchecked(seed + (first / most * (int)0x9E3779B9));
            LossReport part;
            try
            {
                part = RunPart(pass, batch, first, count);
            }
            finally
            {
                network.DropoutSeed = seed;
            }

            loss += part.Loss * count;
            top1 += part.Top1Errors;
            top5 += part.Top5Errors;
            if (!pass.Training)
                continue;

            if (!double.IsFinite(part.Loss))
                return part;

            Gather(first == 0, (float)count / images);
        }

        if (pass.Training)
            sum!.Span.CopyTo(network.Gradients);

        return new LossReport(images, loss / images, top1, top5);
    }

    /// <summary>Adds some neighbouring gradients to the sum. Both arenas have slack at their end, so a last vector needs no tail.</summary>
    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        ref float gradient = ref MemoryMarshal.GetReference(network.Gradients), total = ref MemoryMarshal.GetReference(sum!.Span);
        Vector256<float> shares = Vector256.Create(share);
        int end = Math.Min(network.Gradients.Length, to * ElementOptimizer.UnitFloats);
        for (nuint i = (nuint)from * ElementOptimizer.UnitFloats; i < (nuint)end; i += 8)
        {
            Vector256<float> before = isFirst ? Vector256<float>.Zero : Vector256.LoadUnsafe(ref total, i);
            Vector256.MultiplyAddEstimate(shares, Vector256.LoadUnsafe(ref gradient, i), before).StoreUnsafe(ref total, i);
        }
    }

    private void Gather(bool first, float partShare)
    {
        sum ??= new AlignedBuffer<float>(network.Description.ParameterArenaFloats);
        (isFirst, share) = (first, partShare);
        network.Team.Run(this, 0, (network.Gradients.Length + ElementOptimizer.UnitFloats - 1) / ElementOptimizer.UnitFloats);
    }

    private LossReport RunPart(TrainingPass pass, PreparedBatch batch, int first, int count)
    {
        ReadOnlySpan<float> input = batch.InputOf(first, count);
        if (batch.HasTargets)
        {
            ReadOnlySpan<float> targets = batch.TargetsOf(first, count);
            return pass.Training ? network.ComputeGradients(input, targets) : network.Evaluate(input, targets);
        }

        ReadOnlySpan<int> labels = batch.LabelsOf(first, count);
        LossReport report = pass.Training ? network.ComputeGradients(input, labels) : network.Evaluate(input, labels);
        pass.Confusion?.Add(network.MainScores, labels);
        if (pass.Error is { } error)
            AddErrors(pass.Errors, error, labels, count);

        return report;
    }

    private void AddErrors(ErrorSum errors, ImageError error, ReadOnlySpan<int> labels, int images)
    {
        ReadOnlySpan<float> scores = network.MainScores;
        int scoresEach = scores.Length / images, labelsEach = labels.Length / images;
        for (int image = 0; image < images; image++)
            errors.AddOwn(error(scores.Slice(image * scoresEach, scoresEach), labels.Slice(image * labelsEach, labelsEach)));
    }
}
