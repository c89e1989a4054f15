using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>The section with the settings and the history of a training.</summary>
internal static class TrainingSection
{
    public static void Write(CheckpointWriter writer, IReadOnlyList<TrainingSetting> settings, IReadOnlyList<EpochReport> history)
    {
        writer.Begin(CheckpointFormat.Training);
        writer.Write(settings.Count);
        foreach (TrainingSetting setting in settings)
        {
            writer.Write(setting.Name);
            writer.Write(setting.Value);
        }

        writer.Write(history.Count);
        foreach (EpochReport report in history)
            Write(writer, report);
        writer.End();
    }

    public static (IReadOnlyList<TrainingSetting> Settings, IReadOnlyList<EpochReport> History) Read(CheckpointReader file)
    {
        SectionReader section = file.Open(CheckpointFormat.Training);
        TrainingSetting[] settings = new TrainingSetting[section.Count("the list of settings", 8)];
        for (int i = 0; i < settings.Length; i++)
            settings[i] = new TrainingSetting(Today(section.Text()), section.Text());

        EpochReport[] history = new EpochReport[section.Count("the history", 8)];
        for (int i = 0; i < history.Length; i++)
        {
            history[i] = ReadReport(ref section);
            if (history[i].Epoch != i + 1)
                throw section.Malformed($"epoch {history[i].Epoch} where epoch {i + 1} was expected");
        }

        section.End();
        return (settings, history);
    }

    /// <summary>What a setting is called now: files may have an older name.</summary>
    private static string Today(string name) => name == "solver" ? "optimizer" : name;

    private static void Write(CheckpointWriter writer, EpochReport report)
    {
        writer.Write(report.Epoch);
        writer.Write(report.Epochs);
        writer.Write(report.ImagesPerSecond);
        Write(writer, report.Training);
        writer.Write(report.Validation is null ? 0 : 1);
        if (report.Validation is { } validation)
            Write(writer, validation);
    }

    private static void Write(CheckpointWriter writer, ErrorRates rates)
    {
        writer.Write(rates.Images);
        writer.Write(rates.Loss);
        writer.Write(rates.Top1Error);
        writer.Write(rates.Top5Error);
    }

    private static EpochReport ReadReport(ref SectionReader section)
    {
        int epoch = section.Int32();
        int epochs = section.Int32();
        double imagesPerSecond = section.Double();
        ErrorRates training = ReadRates(ref section);
        ErrorRates? validation = section.Flag() ? ReadRates(ref section) : null;
        return new EpochReport(epoch, epochs, training, validation, imagesPerSecond);
    }

    private static ErrorRates ReadRates(ref SectionReader section) =>
        new(section.Int32(), section.Double(), section.Double(), section.Double());
}
