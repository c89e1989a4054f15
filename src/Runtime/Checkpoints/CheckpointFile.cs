using System.Globalization;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>The checkpoints of a training: <c>epoch-0001.kiln</c> and so on in one folder, each enough to continue from.</summary>
public static class CheckpointFile
{
    private const string Prefix = "epoch-";
    private const string Suffix = ".kiln";

    /// <summary>Where the checkpoint of an epoch is.</summary>
    /// <param name="folder">The training's output folder.</param>
    /// <param name="epoch">From 1.</param>
    public static string PathOf(string folder, int epoch) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epoch:D4}{Suffix}"));

    /// <summary>Where the weights of the best epoch are, if the training keeps them (<see cref="TrainingOptions.KeepBest"/>): a file for <see cref="WeightsFile.Load(string, ParameterSet, bool)"/>.</summary>
    /// <param name="folder">The training's output folder.</param>
    public static string BestPathOf(string folder) => Path.Combine(folder, "best" + Suffix);

    /// <summary>The epochs of which a folder has checkpoints, in rising order; none if there is no such folder. The files are not opened.</summary>
    /// <param name="folder">The training's output folder.</param>
    public static IReadOnlyList<int> EpochsIn(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            return [];

        List<int> epochs = [];
        foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
        {
            ReadOnlySpan<char> digits = Path.GetFileName(path.AsSpan())[Prefix.Length..^Suffix.Length];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int epoch) && Path.GetFileName(path) == Path.GetFileName(PathOf(folder, epoch)))
                epochs.Add(epoch);
        }

        epochs.Sort();
        return epochs;
    }

    /// <summary>Verifies a checkpoint or weights file and says what it holds. No network is needed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file is missing, damaged or none of ours.</exception>
    public static CheckpointInfo Read(string path)
    {
        using CheckpointReader file = Open(path);
        return CheckpointContent.Describe(file);
    }

    /// <exception cref="CheckpointException">The file is missing, damaged or none of ours.</exception>
    internal static CheckpointReader Open(string path, bool trusted = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileMemory? bytes = null;
        try
        {
            // An empty file cannot be mapped.
            bytes = trusted && new FileInfo(path) is { Exists: true, Length: > 0 } ? new MappedFile(path) : new FileBytes(path);
            return new CheckpointReader(bytes, path, trusted);
        }
        catch (CheckpointException)
        {
            (bytes as IDisposable)?.Dispose();
            throw;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, "there is no such file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Saves the state of a training after its last epoch of <paramref name="history"/>.</summary>
    internal static void Save(
        string folder, ParameterSet parameters, Optimizer optimizer, ParameterSet? average, ImageNormalization normalization,
        IReadOnlyList<TrainingSetting> settings, IReadOnlyList<EpochReport> history)
    {
        byte[] content = CheckpointContent.Compose(parameters, normalization, classes: "", optimizer, settings, history, average);
        AtomicFile.Write(PathOf(folder, history[^1].Epoch), content);
    }

    /// <summary>Puts a training back to where it was after an epoch; nothing changes unless the whole file is sound and fits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="epoch">The epoch its name says.</param>
    /// <param name="parameters">Get their values back.</param>
    /// <param name="optimizer">Gets its state back; it has been attached to <paramref name="parameters"/>.</param>
    /// <param name="average">Gets the averages of the parameters back; null where there are none.</param>
    /// <param name="settings">What this training computes, by the reports of the epochs done.</param>
    /// <exception cref="CheckpointException">The file does not fit.</exception>
    internal static IReadOnlyList<EpochReport> Resume(
        string path, int epoch, ParameterSet parameters, Optimizer optimizer, ParameterSet? average, Func<IReadOnlyList<EpochReport>, IReadOnlyList<TrainingSetting>> settings)
    {
        using CheckpointReader file = Open(path);
        CheckpointInfo info = CheckpointContent.Verify(file, parameters.Network);
        if (info.History.Count != epoch)
            throw new CheckpointException(path, $"was saved after {info.History.Count} epochs, but {epoch} were expected");

        VerifySettings(path, info.Settings, settings(info.History));
        OptimizerSection.Verify(file, optimizer, parameters.Network);
        if (average is not null)
            ParameterSection.Verify(path, ParameterSection.ReadArrays(file, CheckpointFormat.Average), parameters.Network);

        ParameterSection.Copy(file, CheckpointFormat.Parameters, parameters);
        if (average is not null)
            ParameterSection.Copy(file, CheckpointFormat.Average, average);
        OptimizerSection.Copy(file, optimizer, parameters.Network);
        return info.History;
    }

    private static void VerifySettings(string path, IReadOnlyList<TrainingSetting> saved, IReadOnlyList<TrainingSetting> expected)
    {
        foreach (string name in saved.Concat(expected).Select(setting => setting.Name).Distinct())
        {
            string given = ValueOf(saved, name);
            string needed = ValueOf(expected, name);
            if (given != needed)
            {
                throw new CheckpointException(
                    path, $"was trained with {name} {given}, but this training has {needed}; it cannot be continued as if nothing had changed: use the same value or start afresh");
            }
        }

        static string ValueOf(IReadOnlyList<TrainingSetting> settings, string name) =>
            settings.FirstOrDefault(setting => setting.Name == name).Value ?? TrainingSettings.Unsaid(name);
    }
}
