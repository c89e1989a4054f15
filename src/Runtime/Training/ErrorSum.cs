namespace Kiln.Training;

/// <summary>Adds up the reports of batches. They come in a fixed order, so the bits of the sums do not depend on the threads.</summary>
internal struct ErrorSum
{
    private int images;
    private double objective;
    private long top1;
    private long top5;

    public readonly ErrorRates Rates => new(images, objective / images, (double)top1 / images, (double)top5 / images);

    public void Add(LossReport batch)
    {
        images += batch.Images;
        objective += batch.Loss * batch.Images;
        top1 += batch.Top1Errors;
        top5 += batch.Top5Errors;
    }

    /// <summary>Adds the report of a batch of a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">Which batch, from 1.</param>
    /// <param name="loss">Its report.</param>
    /// <param name="seconds">Since the pass began.</param>
    /// <param name="learningRate">For the message.</param>
    /// <returns>The averages so far.</returns>
    /// <exception cref="DivergedException">The loss is not finite any more.</exception>
    public BatchReport Add(TrainingPass pass, int batch, LossReport loss, double seconds, float learningRate)
    {
        if (pass.Training && !double.IsFinite(loss.Loss))
            throw new DivergedException(pass.Epoch, batch, learningRate);

        Add(loss);
        return new BatchReport(pass.Epoch, pass.Epochs, !pass.Training, batch, pass.Batches, Rates, Rates.Images / seconds);
    }
}
