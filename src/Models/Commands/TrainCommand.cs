using System.CommandLine;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Gpu;
using Kiln.Interchange.Matlab;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary><c>train NETWORK</c>: trains a classifier of letters.</summary>
internal static class TrainCommand
{
    /// <summary>Where a training goes unless told otherwise.</summary>
    public const string DefaultFolder = "runs/chars";

    /// <summary>The file of the trained weights in that folder.</summary>
    public const string WeightsName = "weights.kiln";

    /// <summary>The practical's spread of the first weights.</summary>
    private const double InitialDeviation = 0.01;

    /// <summary>The practical's recipe.</summary>
    public static TrainingOptions Recipe { get; } = new() { Epochs = 15, BatchSize = 100, LearningRates = [0.001], Seed = 1 };

    public static Command Create()
    {
        Argument<string> network = Arguments.Network();
        Option<bool> jitter = new("--jitter") { Description = "Show each letter between two others and moved a little, as in running text" };
        Option<int> epochs = Arguments.Whole("--epochs", "How often to go through the training letters", Recipe.Epochs, least: 0);
        Option<int> batch = Arguments.Batch();
        Option<double> rate = Arguments.Number("--rate", "Learning rate", Recipe.LearningRates![0], below: double.PositiveInfinity);
        Option<int> seed = Arguments.Seed();
        Option<int> threads = Arguments.Whole("--threads", "Threads; 0 for one a processor. The result does not depend on it", 0, least: 0);
        Option<string> folder = new("--out") 
        {
            Description = "Gets checkpoints, curves.png, filters.png and weights.kiln", HelpName = "FOLDER", DefaultValueFactory = _ => DefaultFolder,
        };
        Option<bool> fresh = new("--fresh") { Description = "Begin anew and delete the checkpoints of the folder; otherwise the training continues" };
        Option<string> device = Arguments.Device();
        Option<string?> letters = Arguments.Path("--letters", "FILE", "A file made by 'letters', or the practical's charsdb.mat; without it the shipped letters");

        Command command = new("train", "Train a network on letters.") { network, jitter, epochs, batch, rate, seed, threads, device, folder, fresh, letters };
        command.SetAction((parsed, cancellation) =>
        {
            TrainingOptions options = new()
            {
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batch),
                LearningRates = [parsed.GetValue(rate)],
                Seed = parsed.GetValue(seed),
                OutputFolder = parsed.GetRequiredValue(folder),
                Fresh = parsed.GetValue(fresh),
            };
            KnownNetwork known = KnownNetwork.Find(parsed.GetRequiredValue(network));
            bool runningText = parsed.GetValue(jitter);
            string deviceName = parsed.GetRequiredValue(device);
            LetterTask task = LetterTask.Of(ReadLetters(parsed.GetValue(letters) ?? ShippedData.Letters), runningText);
            TextWriter output = parsed.InvocationConfiguration.Output;
            return Task.Run(
                () =>
                {
                    (string weights, _) = Train(known, task, options, deviceName, parsed.GetValue(threads), output, cancellation);
                    output.WriteLine($"weights: {weights}");
                    output.WriteLine(runningText
                        ? $"to read with them: read data/sentence.png --weights {weights}"
                        : "they know single letters; for weights that read lines of text, train with --jitter and another --out");
                },
                CancellationToken.None);
        });
        return command;
    }

    private static LetterSet ReadLetters(string path) => MatFile.IsMatFile(path) ? MatLetters.Read(path) : LetterFile.Read(path);

    /// <summary>Trains a network and leaves curves, filters and weights in the folder of the options.</summary>
    /// <param name="known">The network.</param>
    /// <param name="task">The letters.</param>
    /// <param name="options">With a folder.</param>
    /// <param name="deviceName">Where to compute.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <param name="output">Gets the progress.</param>
    /// <param name="cancellation">Stops after a batch.</param>
    /// <returns>The file of the weights, and the epochs.</returns>
    public static (string Weights, IReadOnlyList<EpochReport> History) Train(
        KnownNetwork known, LetterTask task, TrainingOptions options, string deviceName, int threads, TextWriter output, CancellationToken cancellation)
    {
        task.Check(known.Description);
        string folder = options.OutputFolder!;
        ParameterSet parameters = known.CreateParameters();
        parameters.Initialize(Initialization.Gaussian(InitialDeviation), options.Seed);
        bool isProcessor = deviceName == Arguments.Processor;
        using TrainableNetwork network = known.CreateTrainer(parameters, isProcessor ? options.BatchSize : 1, threads);
        using GpuDevice? device = isProcessor ? null : GpuDevices.Open(deviceName);
        using GpuTraining? gpu = device is null ? null : new GpuTraining(network, device, options.BatchSize);
        if (device is not null)
            output.WriteLine($"device: {device.Name}");

        Trainer trainer = new(network, options, gpu);
        IReadOnlyList<EpochReport> history;
        try
        {
            history = TrainingDisplay.Show(output, callbacks => trainer.Run(task.Training, task.Validation, callbacks, cancellation));
        }
        catch (OperationCanceledException)
        {
            output.WriteLine($"stopped; the same command continues after epoch {CheckpointFile.EpochsIn(folder).LastOrDefault()}");
            throw;
        }
        catch (CheckpointException e)
        {
            throw new UserErrorException($"{e.Message}. --out FOLDER trains into another folder; --fresh begins anew and deletes the checkpoints in '{folder}'");
        }

        if (history.Count > 0)
            TrainingCurves.Save(history, Path.Combine(folder, "curves.png"));
        FilterMosaic.Save(known.Description, parameters, Path.Combine(folder, "filters.png"));
        string weights = Path.Combine(folder, WeightsName);
        WeightsFile.Save(weights, parameters, task.Training.Normalization, LetterSet.Alphabet);
        return (weights, history);
    }
}
