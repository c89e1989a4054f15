using Kiln.Data;
using Kiln.Models.Figures;
using Kiln.Report;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary>A training that is shown, and followed by a page.</summary>
internal static class ReportedTraining
{
    /// <summary>Runs a training into a folder, which gets its curves.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure; null for none.</param>
    /// <param name="page">Told where the user stops it.</param>
    /// <param name="report">Follows the epochs.</param>
    /// <param name="cancellation">Stops after a batch.</param>
    /// <returns>The epochs, those of earlier runs included.</returns>
    /// <inheritdoc cref="TrainingDisplay.Run"/>
    public static IReadOnlyList<EpochReport> Run(
        TextWriter output, Trainer trainer, string folder, IImageSource training, IImageSource? validation, ReportPage page, TrainingReport report, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<EpochReport> history = TrainingDisplay.Run(output, trainer, folder, training, validation, report.Beside, cancellation);
            if (history.Count > 0)
                TrainingCurves.Save(history, Path.Combine(folder, "curves.png"));
            return history;
        }
        catch (OperationCanceledException)
        {
            page.Interrupt(ReportState.Stopped, $"By its user; {TrainingDisplay.GoesOn(folder)}.");
            throw;
        }
    }
}
