using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;
using Spectre.Console;

namespace Kiln.Models.Commands;

/// <summary>Shows a training: a line an epoch and, on a terminal, a bar of the running epoch below.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs a training into a folder and shows it.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure; null for none.</param>
    /// <param name="beside">Lets others know of the training too, from the callbacks that are there; null for none.</param>
    /// <param name="cancellation">Stops after a batch.</param>
    /// <returns>The epochs, those of earlier runs included.</returns>
    /// <exception cref="UserErrorException">The folder has checkpoints of another training; the message says the two ways on.</exception>
    public static IReadOnlyList<EpochReport> Run(
        TextWriter output,
        Trainer trainer,
        string folder,
        IImageSource training,
        IImageSource? validation,
        Func<TrainingCallbacks, TrainingCallbacks>? beside,
        CancellationToken cancellation)
    {
        try
        {
            return Show(output, callbacks => trainer.Run(training, validation, beside?.Invoke(callbacks) ?? callbacks, cancellation));
        }
        catch (OperationCanceledException)
        {
            output.WriteLine($"stopped; {GoesOn(folder)}");
            throw;
        }
        catch (CheckpointException e)
        {
            throw new UserErrorException($"{e.Message}. --out FOLDER trains into another folder; --fresh begins anew and deletes the checkpoints in '{folder}'");
        }
    }

    /// <summary>How a training that was stopped goes on.</summary>
    /// <param name="folder">Its folder.</param>
    public static string GoesOn(string folder) => $"the same command continues after epoch {CheckpointFile.EpochsIn(folder).LastOrDefault()}";

    private static IReadOnlyList<EpochReport> Show(TextWriter output, Func<TrainingCallbacks, IReadOnlyList<EpochReport>> train)
    {
        if (!Waiting.IsTerminal(output))
            return train(Lines(output.WriteLine));

        return AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("starting");
                return train(Lines(line => AnsiConsole.Console.WriteLine(line), batch => Move(bar, batch)));
            });
    }

    private static TrainingCallbacks Lines(Action<string> writeLine, Action<BatchReport>? batch = null) => new()
    {
        Resumed = history =>
        {
            foreach (EpochReport report in history)
                writeLine(report.ToString());
            writeLine($"continuing after epoch {history[^1].Epoch} (--fresh begins anew)");
        },
        Epoch = report => writeLine(report.ToString()),
        Batch = batch,
    };

    private static void Move(ProgressTask bar, BatchReport batch)
    {
        bar.Description = $"epoch {batch.Epoch}/{batch.Epochs} {(batch.Validating ? "val" : "train")} objective {batch.Rates.Loss:F4} {batch.ImagesPerSecond:F0} images/s{(batch.TimeLeft is { } left ? $", all epochs in {TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds))}" : "")}";
        bar.MaxValue = batch.Batches;
        bar.Value = batch.Batch;
    }
}
