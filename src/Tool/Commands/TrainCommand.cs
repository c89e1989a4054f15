using System.CommandLine;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Models.Commands;
using Kiln.Models.Networks;
using Kiln.Training;

namespace Kiln.Tool.Commands;

/// <summary><c>train ASSEMBLY NETWORK PICTURES</c>: trains on a folder of pictures with a sub-folder for each class.</summary>
internal static class TrainCommand
{
    /// <summary>The file of the trained weights in the folder of a training.</summary>
    private const string WeightsName = "weights.kiln";

    private static readonly TrainingDefaults Defaults = new("runs", Rate: 0.01, new TrainingOptions { Epochs = 15 });

    public static Command Create()
    {
        AssemblyArguments networks = new();
        TrainingArguments training = new("the pictures", $"checkpoints and {WeightsName}", Defaults);
        PictureArguments pictures = new();
        Command command = new("train", "Train a network on a folder of pictures.");
        networks.AddTo(command);
        pictures.AddTo(command);
        training.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                TextWriter output = parsed.InvocationConfiguration.Output;
                NamedNetwork named = networks.Find(parsed);
                TrainingOptions options = training.Options(parsed, Defaults);
                ParameterSet parameters = named.CreateParameters();
                using TrainableNetwork network = named.CreateTrainer(parameters, options.BatchSize, training.Threads(parsed));
                PictureTask task = pictures.Read(parsed, named, output);

                parameters.Initialize(Initialization.He, options.Seed);
                TrainingDisplay.Run(output, new Trainer(network, options), options.OutputFolder!, task.Training, task.Validation, beside: null, cancellation);
                string weights = Path.Combine(options.OutputFolder!, WeightsName);
                WeightsFile.Save(weights, parameters, task.Training.Normalization, string.Join('\n', task.Classes));
                output.WriteLine($"weights: {weights}");
            },
            CancellationToken.None));
        return command;
    }
}
