using System.CommandLine;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Gpu;
using Kiln.Interchange.Matlab;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Models.Report;
using Kiln.Report;
using Kiln.Report.Sections;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary><c>train NETWORK</c>: trains a classifier of letters.</summary>
internal static class TrainCommand
{
    /// <summary>The file of the trained weights in that folder.</summary>
    public const string WeightsName = "weights.kiln";

    public static Command Create()
    {
        KnownNetworkArguments networks = new();
        TrainingArguments training = new(
            "the training letters",
            $"report.html, checkpoints, pictures and {WeightsName}",
            TrainingRecipe.Letters,
            [.. KnownNetwork.All.Where(known => known.Recipe != TrainingRecipe.Letters).Select(known => (known.Name, (TrainingDefaults)known.Recipe))]);
        Option<bool> jitter = new("--jitter") { Description = "Show each letter between two others and moved a little, as in running text" };
        Option<string> device = Arguments.Device();
        Option<string?> letters = Arguments.Path("--letters", "FILE", "A file made by 'letters', or the practical's charsdb.mat; without it the shipped letters");

        Command command = new("train", "Train a network on letters.") { jitter, device, letters };
        networks.AddTo(command);
        training.AddTo(command);
        WatchOptions watch = new();
        watch.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            KnownNetwork known = networks.Find(parsed);
            TrainingOptions options = training.Options(parsed, known.Recipe);
            bool runningText = parsed.GetValue(jitter);
            string deviceName = parsed.GetRequiredValue(device);
            LetterTask task = known.Recipe.Task(ReadLetters(parsed.GetValue(letters) ?? ShippedData.Letters), known.Description, runningText);
            return Task.Run(
                () => ReportedRun.Of(
                    parsed,
                    options.OutputFolder!,
                    run =>
                    {
                        LetterReport report = new(run.Page, run.Page.Chapter(), known, task) { Figure = Path.Combine(options.OutputFolder!, "sentence-read.png") };
                        (string weights, _) = Train(known, task, options, deviceName, training.Threads(parsed), run.Console, report, cancellation);
                        run.Outcome = $"{report.Training.Epochs} of {options.Epochs} epochs are done.";
                        run.Console.WriteLine($"weights: {weights}");
                        run.Console.WriteLine($"report: {run.Page.Path}");
                        run.Console.WriteLine(runningText || known.Recipe == TrainingRecipe.Lines
                            ? $"to read with them: read data/sentence.png --weights {weights}"
                            : "they know single letters; for weights that read lines of text, train with --jitter and another --out");
                    },
                    watch),
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
    /// <param name="report">Gets what there is to show.</param>
    /// <param name="cancellation">Stops after a batch.</param>
    /// <returns>The file of the weights, and the epochs.</returns>
    public static (string Weights, IReadOnlyList<EpochReport> History) Train(
        KnownNetwork known, LetterTask task, TrainingOptions options, string deviceName, int threads, TextWriter output, LetterReport report, CancellationToken cancellation)
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
        {
            output.WriteLine($"device: {device.Name}");
            report.Page.About.Set(FactsSection.OfMachine(device.Name));
        }

        Trainer trainer = new(network, options, gpu);
        IReadOnlyList<EpochReport> history = ReportedTraining.Run(output, trainer, folder, task.Training, task.Validation, report.Page, report.Training, cancellation);
        ParameterSet trained = trainer.Average ?? parameters;
        string filters = Path.Combine(folder, "filters.png");
        FilterMosaic.Save(known.Description, trained, filters);
        string weights = Path.Combine(folder, WeightsName);
        WeightsFile.Save(weights, trained, task.Training.Normalization, known.Recipe.Classes);
        report.End(network, isProcessor ? options.BatchSize : 0, filters, weights);
        return (weights, history);
    }
}
