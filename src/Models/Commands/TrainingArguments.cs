using System.CommandLine;
using System.Globalization;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary>The options of commands that train.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<int> seed = Arguments.Seed(), threads = Arguments.Threads();
    private readonly Option<int?> epochs, batch;
    private readonly Option<double?> rate;
    private readonly Option<string?> folder;
    private readonly Option<bool> fresh = new("--fresh") { Description = "Begin anew and delete the checkpoints of the folder; otherwise the training continues" };

    /// <summary>The options, with what the help says of their defaults.</summary>
    /// <param name="images">What an epoch goes through.</param>
    /// <param name="content">What the folder gets.</param>
    /// <param name="standard">The defaults.</param>
    /// <param name="others">Networks that have others.</param>
    public TrainingArguments(string images, string content, TrainingDefaults standard, params IReadOnlyList<(string Network, TrainingDefaults Defaults)> others)
    {
        epochs = Arguments.OptionalWhole("--epochs", $"How often to go through {images}{Without(defaults => defaults.Options.Epochs)}", least: 0);
        batch = Arguments.OptionalWhole("--batch", $"Images a step{Without(defaults => defaults.Options.BatchSize)}", least: 1);
        rate = Arguments.OptionalNumber("--rate", $"Learning rate{Without(defaults => defaults.Rate)}", below: double.PositiveInfinity);
        folder = Arguments.Path("--out", "FOLDER", $"Gets {content}{Without(defaults => defaults.Folder)}");

        string Without<T>(Func<TrainingDefaults, T> value)
        {
            IEnumerable<string> exceptions = others.Select(other => string.Create(CultureInfo.InvariantCulture, $", for {other.Network} {value(other.Defaults)}"));
            return string.Create(CultureInfo.InvariantCulture, $"; without it {value(standard)}{string.Concat(exceptions)}");
        }
    }

    /// <summary>Gives a command the options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[epochs, batch, rate, seed, threads, folder, fresh])
            command.Options.Add(option);
    }

    /// <summary>How to train.</summary>
    /// <param name="parsed">What the user typed.</param>
    /// <param name="defaults">What holds where the user typed nothing.</param>
    public TrainingOptions Options(ParseResult parsed, TrainingDefaults defaults)
    {
        int wanted = parsed.GetValue(epochs) ?? defaults.Options.Epochs;
        return defaults.Options with
        {
            Epochs = wanted,
            BatchSize = parsed.GetValue(batch) ?? defaults.Options.BatchSize,
            LearningRates = defaults.Rates(parsed.GetValue(rate) ?? defaults.Rate, wanted),
            Seed = parsed.GetValue(seed),
            OutputFolder = parsed.GetValue(folder) ?? defaults.Folder,
            Fresh = parsed.GetValue(fresh),
        };
    }

    /// <summary>On how many threads; 0 for one a processor.</summary>
    /// <param name="parsed">What the user typed.</param>
    public int Threads(ParseResult parsed) => parsed.GetValue(threads);
}
