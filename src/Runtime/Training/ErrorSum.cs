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
}
