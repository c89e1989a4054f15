namespace Kiln.Training;

/// <summary>Adds up the reports of batches. They come in a fixed order, so the bits of the sums do not depend on the threads.</summary>
internal sealed class ErrorSum
{
    private int images;
    private double objective;
    private long top1;
    private long top5;
    private double own;
    private double secondsBefore;
    private double secondsNow;

    /// <summary>Adds the caller's own error of one image, before the report of its batch.</summary>
    public void AddOwn(double error) => own += error;

    /// <summary>Notes that a pass is over, and that its sums go on in another.</summary>
    public void EndPass()
    {
        secondsBefore += secondsNow;
        secondsNow = 0;
    }

    /// <summary>Adds the report of a batch of a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">Which batch of the pass, from 1.</param>
    /// <param name="loss">Its report.</param>
    /// <param name="seconds">Since the pass began.</param>
    /// <param name="learningRate">For the message.</param>
    /// <returns>The averages so far.</returns>
    /// <exception cref="DivergedException">The loss is not finite any more.</exception>
    public BatchReport Add(TrainingPass pass, int batch, LossReport loss, double seconds, float learningRate)
    {
        int number = pass.BatchesBefore + batch;
        if (pass.Training && !double.IsFinite(loss.Loss))
            throw new DivergedException(pass.Epoch, number, learningRate);

        images += loss.Images;
        objective += loss.Loss * loss.Images;
        top1 += loss.Top1Errors;
        top5 += loss.Top5Errors;
        secondsNow = seconds;
        ErrorRates rates = new(images, objective / images, (double)top1 / images, (double)top5 / images) { OwnError = pass.Error is null ? null : own / images };
        return new BatchReport(pass.Epoch, pass.Epochs, !pass.Training, number, pass.EpochBatches, rates, images / (secondsBefore + seconds));
    }
}
