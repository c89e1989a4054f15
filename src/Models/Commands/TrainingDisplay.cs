using Kiln.Training;
using Spectre.Console;

namespace Kiln.Models.Commands;

/// <summary>Shows a training: a line an epoch and, on a terminal, a bar of the running epoch below.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs a training and shows it.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="train">Trains, and tells the callbacks.</param>
    /// <returns>What <paramref name="train"/> returns.</returns>
    public static IReadOnlyList<EpochReport> Show(TextWriter output, Func<TrainingCallbacks, IReadOnlyList<EpochReport>> train)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
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
