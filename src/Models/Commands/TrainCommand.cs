using System.CommandLine;
using System.Globalization;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Gpu;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary><c>train NETWORK</c>: trains a classifier of letters.</summary>
internal static class TrainCommand
{
    /// <summary>The file of the trained weights in that folder.</summary>
    public const string WeightsName = "weights.kiln";

    public static Command Create()
    {
        Argument<string> network = Arguments.Network();
        Option<bool> jitter = new("--jitter") { Description = "Show each letter between two others and moved a little, as in running text" };
        Option<int?> epochs = Arguments.OptionalWhole("--epochs", $"How often to go through the training letters{Unless(recipe => recipe.Options.Epochs)}", least: 0);
        Option<int?> batch = Arguments.OptionalWhole("--batch", $"Images a step{Unless(recipe => recipe.Options.BatchSize)}", least: 1);
        Option<double?> rate = Arguments.OptionalNumber("--rate", $"Learning rate{Unless(recipe => recipe.Rate)}", below: double.PositiveInfinity);
        Option<int> seed = Arguments.Seed();
        Option<int> threads = Arguments.Whole("--threads", "Threads; 0 for one a processor. The result does not depend on it", 0, least: 0);
        Option<string?> folder = Arguments.Path("--out", "FOLDER", $"Gets checkpoints, curves.png, filters.png and weights.kiln{Unless(recipe => recipe.Folder)}");
        Option<bool> fresh = new("--fresh") { Description = "Begin anew and delete the checkpoints of the folder; otherwise the training continues" };
        Option<string> device = Arguments.Device();
        Option<string?> letters = Arguments.Path("--letters", "FILE", "A file made by 'letters'; without it the shipped letters");

        Command command = new("train", "Train a network on letters.") { network, jitter, epochs, batch, rate, seed, threads, device, folder, fresh, letters };
        command.SetAction((parsed, cancellation) =>
        {
            KnownNetwork known = KnownNetwork.Find(parsed.GetRequiredValue(network));
            TrainingRecipe recipe = known.Recipe;
            int wantedEpochs = parsed.GetValue(epochs) ?? recipe.Options.Epochs;
            TrainingOptions options = recipe.Options with
            {
                Epochs = wantedEpochs,
                BatchSize = parsed.GetValue(batch) ?? recipe.Options.BatchSize,
                LearningRates = recipe.Rates(parsed.GetValue(rate) ?? recipe.Rate, wantedEpochs),
                Seed = parsed.GetValue(seed),
                OutputFolder = parsed.GetValue(folder) ?? recipe.Folder,
                Fresh = parsed.GetValue(fresh),
            };
            bool runningText = parsed.GetValue(jitter);
            string deviceName = parsed.GetRequiredValue(device);
            LetterTask task = recipe.Task(LetterFile.Read(parsed.GetValue(letters) ?? ShippedData.Letters), known.Description, runningText);
            TextWriter output = parsed.InvocationConfiguration.Output;
            return Task.Run(
                () =>
                {
                    (string weights, _) = Train(known, task, options, deviceName, parsed.GetValue(threads), output, cancellation);
                    output.WriteLine($"weights: {weights}");
                    output.WriteLine(runningText || recipe == TrainingRecipe.Lines
                        ? $"to read with them: read data/sentence.png --weights {weights}"
                        : "they know single letters; for weights that read lines of text, train with --jitter and another --out");
                },
                CancellationToken.None);
        });
        return command;
    }

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
        string folder = options.OutputFolder!;
        ParameterSet parameters = known.CreateParameters();
        parameters.Initialize(known.Recipe.Start, options.Seed);
        bool isProcessor = deviceName == Arguments.Processor;
        using TrainableNetwork network = known.CreateTrainer(parameters, isProcessor ? options.BatchSize : 1, threads);
        network.Optimizer = known.Recipe.CreateOptimizer();
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
        ParameterSet trained = trainer.Average ?? parameters;
        FilterMosaic.Save(known.Description, trained, Path.Combine(folder, "filters.png"));
        string weights = Path.Combine(folder, WeightsName);
        WeightsFile.Save(weights, trained, task.Training.Normalization, known.Recipe.Classes);
        return (weights, history);
    }

    /// <summary>For the help of an option: what the networks' recipes say.</summary>
    private static string Unless<T>(Func<TrainingRecipe, T> value)
    {
        IEnumerable<string> exceptions = KnownNetwork.All.Where(known => known.Recipe != TrainingRecipe.Letters)
            .Select(known => string.Create(CultureInfo.InvariantCulture, $", for {known.Name} {value(known.Recipe)}"));
        return string.Create(CultureInfo.InvariantCulture, $"; without it {value(TrainingRecipe.Letters)}{string.Concat(exceptions)}");
    }
}
