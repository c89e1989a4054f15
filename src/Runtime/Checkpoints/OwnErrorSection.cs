using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>The section with the caller's own errors of the epochs done: of every epoch on the training images and on the validation images, not a number where there is none.</summary>
internal static class OwnErrorSection
{
    /// <summary>Whether an epoch has such an error.</summary>
    public static bool IsIn(EpochReport report) => report.Training.OwnError is not null || report.Validation?.OwnError is not null;

    public static void Write(CheckpointWriter writer, IReadOnlyList<EpochReport> history)
    {
        writer.Begin(CheckpointFormat.OwnErrors);
        foreach (EpochReport report in history)
        {
            writer.Write(report.Training.OwnError ?? double.NaN);
            writer.Write(report.Validation?.OwnError ?? double.NaN);
        }

        writer.End();
    }

    /// <summary>The reports with their errors.</summary>
    public static IReadOnlyList<EpochReport> Read(CheckpointReader file, IReadOnlyList<EpochReport> history)
    {
        SectionReader section = file.Open(CheckpointFormat.OwnErrors);
        EpochReport[] reports = [.. history];
        for (int i = 0; i < reports.Length; i++)
        {
            reports[i] = reports[i] with { Training = With(reports[i].Training, section.Double()) };
            double validation = section.Double();
            if (reports[i].Validation is { } rates)
                reports[i] = reports[i] with { Validation = With(rates, validation) };
        }

        section.End();
        return reports;
    }

    private static ErrorRates With(ErrorRates rates, double error) => double.IsNaN(error) ? rates : rates with { OwnError = error };
}
