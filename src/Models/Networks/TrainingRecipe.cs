using Kiln.Models.Letters;
using Kiln.Models.Reading;
using Kiln.Training;

namespace Kiln.Models.Networks;

/// <summary>How a network of this program is trained unless the user says otherwise.</summary>
/// <param name="Folder">Where a training goes.</param>
/// <param name="Classes">The names of the classes, one character each.</param>
/// <param name="Task">Makes the images of a set of letters: for a network, with jitter or without.</param>
/// <param name="Start">How weights start.</param>
/// <param name="CreateOptimizer">Makes the optimizer.</param>
/// <param name="Rates">The learning rates, from the first one and the number of epochs.</param>
/// <param name="Rate">The first learning rate.</param>
/// <param name="Options">Everything else.</param>
internal sealed record TrainingRecipe(
    string Folder,
    string Classes,
    Func<LetterSet, NetworkDescription, bool, LetterTask> Task,
    Initialization Start,
    Func<Optimizer> CreateOptimizer,
    Func<double, int, IReadOnlyList<double>> Rates,
    double Rate,
    TrainingOptions Options)
{
    /// <summary>The practical's recipe for single letters.</summary>
    public static TrainingRecipe Letters { get; } = new(
        "runs/chars",
        LetterSet.Alphabet,
        SingleLetters,
        Initialization.Gaussian(0.01),
        () => new Sgd(),
        (rate, _) => [rate],
        0.001,
        new TrainingOptions { Epochs = 15, BatchSize = 100, Seed = 1 });

    /// <summary>For whole lines: Adam, a cosine of rates, and the average of the weights.</summary>
    public static TrainingRecipe Lines { get; } = new(
        "runs/lines",
        LineClasses.Names,
        WholeLines,
        Initialization.He,
        () => new Adam(),
        (rate, epochs) => Schedules.Cosine(rate, Math.Max(epochs, 1)),
        0.002,
        new TrainingOptions { Epochs = 15, BatchSize = 32, Seed = 1, AverageDecay = 0.998 });

    private static LetterTask SingleLetters(LetterSet letters, NetworkDescription network, bool jitter)
    {
        LetterTask task = LetterTask.Of(letters, jitter);
        task.Check(network);
        return task;
    }

    private static LetterTask WholeLines(LetterSet letters, NetworkDescription network, bool jitter) =>
        jitter ? throw new UserErrorException($"{network.Name} is trained on whole lines, where no letter stands alone; leave --jitter out") : LineTask.Of(letters, network);
}
