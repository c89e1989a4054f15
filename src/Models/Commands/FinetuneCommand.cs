using System.CommandLine;
using System.Globalization;
using Kiln.Data;
using Kiln.Models.FineTuning;
using Kiln.Models.Report;
using Kiln.Pictures;
using Kiln.Report;
using Kiln.Report.Sections;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary><c>finetune PICTURES --weights FILE</c>: teaches a network that is trained already the classes of a folder of pictures.</summary>
internal static class FinetuneCommand
{
    private const double Share = 0.2;

    /// <summary>Pictures that go through the features at once.</summary>
    private const int FeatureBatch = 8;

    private const int Memory = 1024, Megabyte = 1 << 20;

    private static readonly TrainingDefaults Defaults = new("runs/finetuned", Rate: 0.0005, new TrainingOptions { Epochs = 30, BatchSize = 32, KeepAllCheckpoints = false });

    public static Command Create()
    {
        Argument<string> folder = Arguments.Text("PICTURES", "A folder with a sub-folder of PNG, JPEG, BMP, GIF or TGA files for each class");
        Option<string?> weights = Arguments.Path("--weights", "FILE", "What the network knows already: a model of MatConvNet, or weights of Kiln, of SqueezeNet 1.0 or 1.1");
        weights.Required = true;
        Option<string?> validation = Arguments.Path("--validation", "FOLDER", "Pictures to measure after every epoch, in the same sub-folders; without it --share of PICTURES");
        Option<double> share = Arguments.Number("--share", "The share of each class that is measured and not learned from", Share, below: 1);
        Option<int> memory = Arguments.Whole("--memory", "Megabytes for the features of all pictures; if they take more, they are computed again in every epoch", Memory, least: 0);
        TrainingArguments training = new("the pictures", "report.html, the network as C#, checkpoints and weights.kiln", Defaults);
        Command command = new("finetune", "Teach a network that is trained already the classes of a folder of pictures.") { folder, weights, validation, share, memory };
        training.AddTo(command);
        WatchOptions watch = new();
        watch.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            TrainingOptions options = training.Options(parsed, Defaults);
            return Task.Run(
                () => ReportedRun.Of(
                    parsed,
                    options.OutputFolder!,
                    run =>
                    {
                        FeatureNetwork features = FeatureNetwork.Load(parsed.GetRequiredValue(weights)!);
                        run.Console.WriteLine(features.Report.Summary);
                        FineTuningTask task = FineTuningTask.Read(
                            parsed.GetRequiredValue(folder), parsed.GetValue(validation), parsed.GetValue(share), features.Network.Description.InputShape, options.Seed, Open(run.Console));
                        Train(features, task, options, training.Threads(parsed), (long)Megabyte * parsed.GetValue(memory), run, cancellation);
                    },
                    watch),
                CancellationToken.None);
        });
        return command;
    }

    private static Func<string, Shape, PictureFolderOptions, PictureFolder> Open(TextWriter output) => (folder, shape, options) =>
    {
        PictureFolder pictures = Waiting.Show(output, $"reading {folder}", () => PictureFolder.Open(folder, shape, options));
        foreach (SkippedPicture skipped in pictures.Skipped)
            output.WriteLine($"left out: {skipped.Reason}");
        output.WriteLine($"{folder}: {pictures.Count} pictures of {string.Join(", ", pictures.Classes)}");
        return pictures;
    };

    private static void Train(FeatureNetwork features, FineTuningTask task, TrainingOptions options, int threads, long memory, ReportedRun run, CancellationToken cancellation)
    {
        TunedNetwork tuned = TunedNetwork.Create(features, task.Classes);
        tuned.HeadWeights.Initialize(Initialization.Gaussian(0.01), options.Seed);
        TrainingReport report = new(run.Page, run.Page.Chapter(), tuned.Description, new TrainingReportOptions
        {
            ClassNames = task.Classes,
            ImageName = image => task.ValidationFiles[image],
            Pictures = task.Validation,
        });

        using ImageNetwork reader = tuned.Features.Create(tuned.FeatureWeights, FeatureBatch, threads);
        LayerOutputs training = new(task.Training, reader);
        LayerOutputs? validation = task.Validation is null ? null : new LayerOutputs(task.Validation, reader);
        Keep(training, validation, memory, run.Console, cancellation);

        string folder = options.OutputFolder!, weights = Path.Combine(folder, TrainCommand.WeightsName), source = Path.Combine(folder, $"{TunedSource.WholeName}.cs");
        using TrainableNetwork head = tuned.Head.CreateTrainer(tuned.HeadWeights, options.BatchSize, threads);
        head.Optimizer = new Adam();
        ReportedTraining.Run(run.Console, new Trainer(head, options), folder, training, validation, run.Page, report, cancellation);
        tuned.Save(weights);
        File.WriteAllText(source, TunedSource.Whole(tuned.Features, task.Classes, TrainCommand.WeightsName));
        report.End(head, validation, options.BatchSize);
        run.Outcome = $"{report.Epochs} of {options.Epochs} epochs are done.";
        run.Console.WriteLine($"weights: {weights}");
        run.Console.WriteLine($"network: {source}");
        run.Console.WriteLine($"report: {run.Page.Path}");
        run.Console.WriteLine($"to classify with them: classify PICTURE --weights {weights}");
    }

    /// <summary>Computes the features of all pictures once, where they fit, and says so.</summary>
    private static void Keep(LayerOutputs training, LayerOutputs? validation, long memory, TextWriter output, CancellationToken cancellation)
    {
        LayerOutputs[] all = validation is null ? [training] : [training, validation];
        int count = all.Sum(images => images.Count);
        string size = string.Create(CultureInfo.InvariantCulture, $"{training.Shape.Count} numbers for each of {count} pictures");
        bool fits = all.Sum(images => images.Bytes) <= memory;
        if (fits && Waiting.Show(output, $"computing the features of {count} pictures", () => all.All(images => images.TryKeep(memory, out _, cancellation: cancellation))))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"features: {size}, computed once and kept in {all.Sum(images => images.Bytes) / (double)Megabyte:F1} MB"));
        else
            output.WriteLine($"features: {size}, computed again in every epoch: they do not fit in {memory / Megabyte} MB (--memory)");
    }
}
