using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Mini-batch training as MatConvNet's cnn_train: every epoch goes once through the training images in a new random order, then
/// measures the validation images.</summary>
/// <remarks>
/// The network's parameters are trained where they are. The same seed, images and parameters give the same bits, whatever the number of
/// threads and however often a training with an output folder was interrupted and continued. Batches are prepared on a thread beside the
/// training; a step allocates nothing.
/// </remarks>
/// <example>
/// <code>
/// using CharacterCnn net = new(new ParameterSet&lt;CharacterCnn&gt;(seed: 1), maxBatch: 100);
/// Trainer trainer = new(net, new TrainingOptions { Epochs = 15, BatchSize = 100, LearningRates = [0.001] });
/// trainer.Run(new LetterJitter(train), validation, new TrainingCallbacks { Epoch = Console.WriteLine });
/// </code>
/// </example>
public sealed class Trainer
{
    private readonly TrainableNetwork network;
    private readonly TrainingOptions options;
    private readonly ITrainingDevice? device;
    private WeightAverage? average;

    /// <summary>A trainer of one network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How to train it; null for the defaults.</param>
    /// <param name="device">Where; null for the processor.</param>
    /// <exception cref="ArgumentException">An option is out of range or not for such a network, or a batch, or part of one, is larger than the network's maxBatch, or the device's.</exception>
    public Trainer(TrainableNetwork network, TrainingOptions? options = null, ITrainingDevice? device = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new TrainingOptions();
        options.Validate();
        int most = device?.MaxBatch ?? network.MaxBatch;
        if (options.SubBatchSize > most)
        {
            string asked = options.SubBatches == 1 ? $"{options.BatchSize} images" : $"{options.BatchSize} images in {options.SubBatches} sub-batches of {options.SubBatchSize}";
            throw new ArgumentException(
                $"a batch of {asked} was asked for, but the {(device is null ? "network" : "device")} was built for at most {most} at once; pass a larger maxBatch to its constructor, or use more {nameof(TrainingOptions.SubBatches)}",
                nameof(options));
        }

        if (network.TakesTargets && options.Error is not null)
            throw new ArgumentException($"{nameof(TrainingOptions.Error)} is of scores and classes, but {network.Description.Name} takes targets; leave it out", nameof(options));

        this.network = network;
        this.options = options;
        this.device = device;
    }

    /// <summary>The averages of the parameters (<see cref="TrainingOptions.AverageDecay"/>) as the training has left them, to be saved or copied; null without, or before a training.</summary>
    /// <example><code>trainer.Average!.Values.CopyTo(net.Parameters.Edit());</code></example>
    public ParameterSet? Average => average?.Parameters;

    /// <summary>Trains for all epochs that are not done yet, and returns when they are.</summary>
    /// <remarks>With an output folder, the training continues after the newest checkpoint there that is not after
    /// <see cref="TrainingOptions.Epochs"/>, and the parameters become that checkpoint's. Without one, and at epoch 1, it starts from the parameters
    /// as they are and with the optimizer's state cleared.</remarks>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure; null for none.</param>
    /// <param name="callbacks">What to tell meanwhile; null for nothing.</param>
    /// <param name="cancellation">Stops between two batches. The checkpoint of the last whole epoch stays, the parameters are those of the
    /// last step.</param>
    /// <returns>The reports of all epochs, those of earlier runs included.</returns>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    /// <exception cref="CheckpointException">The newest checkpoint is damaged, another network's, or was trained otherwise.</exception>
    /// <exception cref="DivergedException">The loss, or a parameter, is not finite any more.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public IReadOnlyList<EpochReport> Run(
        IImageSource training, IImageSource? validation = null, TrainingCallbacks? callbacks = null, CancellationToken cancellation = default)
    {
        Check(training, validation);
        List<EpochReport> history = [];
        foreach (EpochReport _ in Train(history, training, validation, callbacks ?? new TrainingCallbacks(), cancellation))
        {
        }

        return history;
    }

    /// <summary>Trains an epoch each time the next report is asked for: <c>foreach (EpochReport epoch in trainer.Epochs(images))</c>. Who leaves the loop stops the
    /// training; between two epochs the caller may change the optimizer's settings, or keep the parameters.</summary>
    /// <remarks>As <see cref="Run"/>, which it starts like: the epochs that a checkpoint holds already are told to
    /// <see cref="TrainingCallbacks.Resumed"/> and not repeated.</remarks>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure; null for none.</param>
    /// <param name="callbacks">What to tell meanwhile; null for nothing.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The report of each epoch, when it is done and its checkpoint is written.</returns>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    public IEnumerable<EpochReport> Epochs(
        IImageSource training, IImageSource? validation = null, TrainingCallbacks? callbacks = null, CancellationToken cancellation = default)
    {
        Check(training, validation);
        return Train([], training, validation, callbacks ?? new TrainingCallbacks(), cancellation);
    }

    /// <summary>Trains epoch by epoch, and writes the reports of all of them to a list, those of earlier runs first.</summary>
    private IEnumerable<EpochReport> Train(
        List<EpochReport> history, IImageSource training, IImageSource? validation, TrainingCallbacks callbacks, CancellationToken cancellation)
    {
        Prepare();
        history.AddRange(Resume(training, validation).Select(report => report with { Epochs = options.Epochs }));
        if (history.Count != 0)
            callbacks.Resumed?.Invoke([.. history]);

        using ProcessorTraining processor = new(network);
        TrainingRun run = new(network, options, device ?? processor, callbacks, average, cancellation);
        run.Begin(training, validation, options.Epochs - history.Count);
        while (history.Count < options.Epochs && options.EarlyStopping?.Stops(history) != true)
        {
            int epoch = history.Count + 1;
            if (options.LearningRateOf(epoch, history) is { } rate)
                network.Optimizer.LearningRate = (float)rate;

            history.Add(run.Train(epoch));
            Save(training, validation, history);
            callbacks.Epoch?.Invoke(history[^1]);
            yield return history[^1];
        }
    }

    /// <summary>Measures the network on images, without training.</summary>
    /// <param name="images">The images.</param>
    /// <param name="batch">Called after every batch; null for nothing.</param>
    /// <param name="confusion">Counts which classes are taken for which; null for nothing.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Averages over the images.</returns>
    /// <exception cref="ArgumentException">The images do not fit the network, or the matrix has another number of classes, or the network has none.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ErrorRates Evaluate(IImageSource images, Action<BatchReport>? batch = null, ConfusionMatrix? confusion = null, CancellationToken cancellation = default)
    {
        Check(images, nameof(images));
        if (confusion is not null && network.TakesTargets)
            throw new ArgumentException($"a confusion matrix counts classes, but {network.Description.Name} takes targets; leave it out", nameof(confusion));
        if (confusion is not null && confusion.Classes != network.ClassCount)
            throw new ArgumentException($"the matrix has {confusion.Classes} classes, but {network.Description.Name} tells {network.ClassCount} apart", nameof(confusion));

        using ProcessorTraining processor = new(network);
        TrainingRun run = new(network, options, device ?? processor, new TrainingCallbacks { Batch = batch }, null, cancellation);
        return run.Measure(images, confusion);
    }

    /// <summary>A training starts with an optimizer that has seen no gradient; its settings are its own.</summary>
    private void Prepare()
    {
        network.DropoutSeed = options.Seed;
        network.Optimizer.Attach(network.Parameters);
        foreach (OptimizerState state in network.Optimizer.State)
            state.Values.Span.Clear();

        average = options.AverageDecay is { } decay ? new WeightAverage(network, decay) : null;
    }

    private void Save(IImageSource training, IImageSource? validation, List<EpochReport> history)
    {
        if (options.OutputFolder is not { } folder)
            return;

        // The best weights first: whoever is killed in between resumes before this epoch, and writes the same again.
        if (options.KeepBest is { } measure && IsBest(history, measure))
            WeightsFile.Save(CheckpointFile.BestPathOf(folder), average?.Parameters ?? network.Parameters, training.Normalization);

        IReadOnlyList<TrainingSetting> settings = TrainingSettings.Of(network, options, training, validation, history);
        CheckpointFile.Save(folder, network.Parameters, network.Optimizer, average?.Parameters, training.Normalization, settings, history);
        if (options.KeepAllCheckpoints)
            return;

        foreach (int epoch in CheckpointFile.EpochsIn(folder).Where(epoch => epoch < history.Count))
            File.Delete(CheckpointFile.PathOf(folder, epoch));
    }

    private static bool IsBest(List<EpochReport> history, TrainingMeasure measure)
    {
        Improvement improvement = new(measure, minimumChange: 0);
        bool isBest = false;
        foreach (EpochReport report in history)
            isBest = improvement.Add(report);

        return isBest;
    }

    private IReadOnlyList<EpochReport> Resume(IImageSource training, IImageSource? validation)
    {
        if (options.OutputFolder is not { } folder)
            return [];

        Directory.CreateDirectory(folder);
        IReadOnlyList<int> epochs = CheckpointFile.EpochsIn(folder);
        if (options.Fresh)
        {
            // The newest first: what a kill leaves is still the beginning of one training.
            foreach (int epoch in epochs.Reverse())
                File.Delete(CheckpointFile.PathOf(folder, epoch));
            File.Delete(CheckpointFile.BestPathOf(folder));
            return [];
        }

        int newest = epochs.LastOrDefault(epoch => epoch <= options.Epochs);
        if (newest == 0)
            return [];

        return CheckpointFile.Resume(
            CheckpointFile.PathOf(folder, newest), newest, network.Parameters, network.Optimizer, average?.Parameters,
            history => TrainingSettings.Of(network, options, training, validation, history));
    }

    private void Check(IImageSource training, IImageSource? validation)
    {
        Check(training, nameof(training));
        if (validation is not null)
            Check(validation, nameof(validation));
        else if (options.ValidateEvery is not null)
            throw new ArgumentException($"{nameof(TrainingOptions.ValidateEvery)} is set, but there are no images to validate on; give them, or leave it out", nameof(validation));
    }

    private void Check(IImageSource images, string parameter)
    {
        ArgumentNullException.ThrowIfNull(images, parameter);
        if (images.Count < 1)
            throw new ArgumentException("there is no image", parameter);

        // What several inputs read is one row of numbers: their maps one after the other.
        NetworkDescription description = network.Description;
        Shape read = description.InputCount == 1 ? description.InputShape : new Shape(1, 1, description.InputFloats);
        if (images.Shape != read)
            throw new ArgumentException($"the images are {images.Shape}, but {description.Name} reads {read}{(description.InputCount == 1 ? "" : $", the maps of its {description.InputCount} inputs")}", parameter);
        if (network.TakesTargets)
        {
            Shape scores = network.OutputShape;
            if (images.TargetShape.Count != scores.Count && images.TargetShape.Count != scores.Channels)
            {
                throw new ArgumentException(
                    $"the images have {images.TargetShape.Count} targets each, but {network.Description.Name} needs {scores.Count}, one for each of its outputs{(scores.Count == scores.Channels ? "" : $", or {scores.Channels} for all pixels")}",
                    parameter);
            }
        }
        else if (images.LabelsPerImage != 1 && images.LabelsPerImage != network.Positions)
        {
            throw new ArgumentException(
                $"the images have {images.LabelsPerImage} labels each, but {network.Description.Name} needs {(network.Positions == 1 ? "1" : $"1 or {network.Positions}")}", parameter);
        }
    }
}
