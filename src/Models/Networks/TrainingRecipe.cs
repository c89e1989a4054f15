using Kiln.Models.Commands;
using Kiln.Models.Letters;
using Kiln.Models.Reading;
using Kiln.Training;

namespace Kiln.Models.Networks;

/// <summary>How a network of this program is trained unless the user says otherwise.</summary>
/// <inheritdoc cref="TrainingDefaults"/>
/// <param name="Classes">The names of the classes, one character each.</param>
/// <param name="Task">Makes the images of a set of letters: for a network, with jitter or without.</param>
/// <param name="Start">How weights start.</param>
/// <param name="CreateOptimizer">Makes the optimizer.</param>
internal record TrainingRecipe(
    string Folder,
    double Rate,
    TrainingOptions Options,
    string Classes,
    Func<LetterSet, NetworkDescription, bool, LetterTask> Task,
    Initialization Start,
    Func<Optimizer> CreateOptimizer)
    : TrainingDefaults(Folder, Rate, Options)
{
    /// <summary>The practical's recipe for single letters.</summary>
    public static TrainingRecipe Letters { get; } = new(
        "runs/chars",
        0.001,
        new TrainingOptions { Epochs = 15, BatchSize = 100, Seed = 1 },
        LetterSet.Alphabet,
        SingleLetters,
        Initialization.Gaussian(0.01),
        () => new Sgd());

    /// <summary>For whole lines: Adam, a cosine of rates, and the average of the weights.</summary>
    public static TrainingRecipe Lines { get; } = new LineRecipe();

    private static LetterTask SingleLetters(LetterSet letters, NetworkDescription network, bool jitter)
    {
        LetterTask task = LetterTask.Of(letters, jitter);
        task.Check(network);
        return task;
    }

    private static LetterTask WholeLines(LetterSet letters, NetworkDescription network, bool jitter) =>
        jitter ? throw new UserErrorException($"{network.Name} is trained on whole lines, where no letter stands alone; leave --jitter out") : LineTask.Of(letters, network);

    private sealed record LineRecipe() : TrainingRecipe(
        "runs/lines",
        0.002,
        new TrainingOptions { Epochs = 15, BatchSize = 32, Seed = 1, AverageDecay = 0.998 },
        LineClasses.Names,
        WholeLines,
        Initialization.He,
        () => new Adam())
    {
        public override IReadOnlyList<double> Rates(double rate, int epochs) => Schedules.Cosine(rate, Math.Max(epochs, 1));
    }
}
