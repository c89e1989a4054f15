using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>The passes of one run of a trainer: which images come when, where the epochs are interrupted by validations, and how long all of it takes.</summary>
/// <param name="network">The network.</param>
/// <param name="options">How to train it.</param>
/// <param name="device">Where.</param>
/// <param name="callbacks">What to tell.</param>
/// <param name="average">The average of the weights; null for none.</param>
/// <param name="cancellation">Stops between two batches.</param>
internal sealed class TrainingRun(
    TrainableNetwork network, TrainingOptions options, ITrainingDevice device, TrainingCallbacks callbacks, WeightAverage? average, CancellationToken cancellation)
{
    private readonly Dictionary<IImageSource, int[]> inOrder = [];
    private IImageSource? training;
    private IImageSource? validation;
    private int[] order = [];
    private RemainingTime? remaining;

    /// <summary>Steps of an epoch.</summary>
    private int Batches => (order.Length + options.BatchSize - 1) / options.BatchSize;

    /// <summary>Begins with the first of the epochs to come.</summary>
    /// <param name="trainingImages">The images to train on.</param>
    /// <param name="validationImages">The images to measure; null for none.</param>
    /// <param name="epochs">How many epochs are to come.</param>
    public void Begin(IImageSource trainingImages, IImageSource? validationImages, int epochs)
    {
        (training, validation) = (trainingImages, validationImages);
        order = new int[options.EpochImages ?? training.Count];
        double validations = validation is null ? 0 : 1 + (options.ValidateEvery is { } every ? (Batches - 1) / every : 0);
        double work = (RemainingTime.TrainingImage * (double)order.Length) + (validations * (validation?.Count ?? 0));
        remaining = new RemainingTime(epochs * work, TimeProvider.System);
    }

    /// <summary>Trains one epoch and measures the validation images.</summary>
    /// <param name="epoch">From 1.</param>
    /// <exception cref="DivergedException">The loss, or a parameter at the end, is not finite.</exception>
    public EpochReport Train(int epoch)
    {
        ChooseImages(epoch);

        // Also where a caller has changed something between two epochs.
        device.Begin();
        BatchReport trained = default;
        ErrorSum errors = new();
        int batches = Batches;
        int every = options.ValidateEvery ?? batches;
        for (int batch = 0; batch < batches; batch += every)
        {
            if (batch > 0)
                callbacks.Validation?.Invoke(new ValidationReport(epoch, batch, batches, Validate(epoch)));

            int end = Math.Min(batches, batch + every), first = batch * options.BatchSize;
            trained = Run(Pass(training!, order[first..Math.Min(order.Length, end * options.BatchSize)], epoch, isTraining: true) with
            {
                BatchesBefore = batch,
                BatchesAfter = batches - end,
                Average = average,
                Errors = errors,
            });
            errors.EndPass();
        }

        ErrorRates? measured = validation is null ? null : Validate(epoch);
        device.Collect();

        // Another device than the processor may not have looked, and this must not become a checkpoint.
        if (Divergence.FindInParameters(network) is { } bad)
            throw new DivergedException(epoch, batches, network.Optimizer.LearningRate, bad);

        return new EpochReport(epoch, options.Epochs, trained.Rates, measured, trained.ImagesPerSecond) { TimeLeft = remaining!.Left() };
    }

    /// <summary>Measures images outside a training.</summary>
    public ErrorRates Measure(IImageSource images, ConfusionMatrix? confusion)
    {
        device.Begin();
        return Run(Pass(images, InOrder(images), epoch: 0, isTraining: false) with { Confusion = confusion }).Rates;
    }

    /// <summary>Measures the validation images: with the averages of the weights, where there are any.</summary>
    private ErrorRates Validate(int epoch)
    {
        average?.Exchange();
        try
        {
            return Run(Pass(validation!, InOrder(validation!), epoch, isTraining: false)).Rates;
        }
        finally
        {
            average?.Exchange();
        }
    }

    private BatchReport Run(TrainingPass pass)
    {
        Action<BatchReport>? tell = callbacks.Batch;
        if (tell is not null && remaining is { } time)
        {
            Action<BatchReport> told = tell;
            tell = batch => told(batch with { TimeLeft = time.Left(Work(pass, batch.Rates.Images - (pass.BatchesBefore * pass.BatchSize))) });
        }

        BatchReport report = device.Run(pass, tell, cancellation);
        remaining?.Add(Work(pass, pass.Order.Length));
        return report;
    }

    private static double Work(TrainingPass pass, int images) => pass.Training ? RemainingTime.TrainingImage * images : images;

    private TrainingPass Pass(IImageSource images, int[] imageOrder, int epoch, bool isTraining) =>
        new(images, imageOrder, options.BatchSize, epoch, options.Epochs, options.Seed, isTraining) { SubBatches = options.SubBatches, Error = options.Error };

    private int[] InOrder(IImageSource images)
    {
        if (!inOrder.TryGetValue(images, out int[]? all))
            inOrder[images] = all = [.. Enumerable.Range(0, images.Count)];

        return all;
    }

    /// <summary>The images of an epoch: its part of the endless row of random orders. They depend on the seed and the epoch alone, so a resumed training meets
    /// the images as the uninterrupted one.</summary>
    private void ChooseImages(int epoch)
    {
        int count = training!.Count;
        int[] round = new int[count];
        int shuffled = -1;
        for (int i = 0; i < order.Length; i++)
        {
            long place = ((long)(epoch - 1) * order.Length) + i;
            if (place / count != shuffled)
            {
                shuffled = (int)(place / count);
                for (int image = 0; image < count; image++)
                    round[image] = image;
                new SeededRandom(options.Seed, BatchQueue.StreamOf(shuffled + 1, -1)).Shuffle(round.AsSpan());
            }

            order[i] = round[place % count];
        }
    }
}
