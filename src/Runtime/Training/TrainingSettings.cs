using System.Globalization;
using Kiln.Checkpoints;
using Kiln.Data;

namespace Kiln.Training;

/// <summary>Lists what decides the result of some epochs, so that a resumed training can be held against it.</summary>
/// <remarks>Not in it are the number of epochs, the output folder and the number of threads, which change nothing, and the learning rates
/// of the epochs to come.</remarks>
internal static class TrainingSettings
{
    private const string UpdateOf = "update of ";

    /// <summary>What it means that a list does not have a setting: arrays follow their gradients unless it says otherwise.</summary>
    public static string Unsaid(string name) =>
        name.StartsWith(UpdateOf, StringComparison.Ordinal) ? Show(ParameterUpdate.Gradient) : "none";

    public static IReadOnlyList<TrainingSetting> Of(
        TrainableNetwork network, TrainingOptions options, IImageSource training, IImageSource? validation, IReadOnlyList<EpochReport> history)
    {
        List<TrainingSetting> settings =
        [
            Setting("batch size", options.BatchSize),
            Setting("seed", options.Seed),
            .. network.Optimizer.Settings,
            new("optimizer", network.Optimizer.GetType().Name),
            new("training images", training.Fingerprint),
            new("validation images", validation?.Fingerprint ?? "none"),
        ];

        if (options.SubBatches > 1)
            settings.Add(Setting("sub-batches", options.SubBatches));
        if (options.EpochImages is { } images)
            settings.Add(Setting("images of an epoch", images));
        if (options.AverageDecay is { } decay)
            settings.Add(Setting("decay of the average", decay));

        for (int epoch = 1; epoch <= history.Count; epoch++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"learning rate of epoch {epoch}");
            settings.Add(options.LearningRateOf(epoch, history) is { } rate ? Setting(name, rate) : new TrainingSetting(name, "the optimizer's"));
        }

        foreach (Parameter array in network.Parameters.Arrays)
        {
            settings.Add(Setting($"learning rate of {array.Description.Name}", array.LearningRateScale));
            settings.Add(Setting($"weight decay of {array.Description.Name}", array.WeightDecayScale));
            if (array.Description.Update != ParameterUpdate.Gradient)
                settings.Add(new TrainingSetting(UpdateOf + array.Description.Name, Show(array.Description.Update)));
        }

        return settings;
    }

    private static string Show(ParameterUpdate update) => update switch
    {
        ParameterUpdate.Average => "average",
        ParameterUpdate.Fixed => "fixed",
        _ => "gradient",
    };

    private static TrainingSetting Setting(string name, IFormattable value) => new(name, value.ToString(null, CultureInfo.InvariantCulture));
}
