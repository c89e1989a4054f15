using System.CommandLine;
using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary>The options of commands that train.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<int> epochs, batch = Arguments.Batch(), seed = Arguments.Seed();
    private readonly Option<int> threads = Arguments.Threads();
    private readonly Option<double> rate;
    private readonly Option<string> folder;
    private readonly Option<bool> fresh = new("--fresh") { Description = "Begin anew and delete the checkpoints of the folder; otherwise the training continues" };

    /// <summary>The options with their defaults.</summary>
    /// <param name="recipe">Epochs and learning rate without options.</param>
    /// <param name="images">What an epoch goes through, for the help.</param>
    /// <param name="defaultFolder">Where a training goes unless told otherwise.</param>
    /// <param name="content">What it gets, for the help.</param>
    public TrainingArguments(TrainingOptions recipe, string images, string defaultFolder, string content)
    {
        epochs = Arguments.Whole("--epochs", $"How often to go through {images}", recipe.Epochs, least: 0);
        rate = Arguments.Number("--rate", "Learning rate", recipe.LearningRates![0], below: double.PositiveInfinity);
        folder = new("--out") { Description = $"Gets {content}", HelpName = "FOLDER", DefaultValueFactory = _ => defaultFolder };
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
    public TrainingOptions Options(ParseResult parsed) => new()
    {
        Epochs = parsed.GetValue(epochs),
        BatchSize = parsed.GetValue(batch),
        LearningRates = [parsed.GetValue(rate)],
        Seed = parsed.GetValue(seed),
        OutputFolder = parsed.GetRequiredValue(folder),
        Fresh = parsed.GetValue(fresh),
    };

    /// <summary>On how many threads; 0 for one a processor.</summary>
    /// <param name="parsed">What the user typed.</param>
    public int Threads(ParseResult parsed) => parsed.GetValue(threads);
}
