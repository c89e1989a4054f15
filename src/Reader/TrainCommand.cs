using Kiln.Checkpoints;
using Kiln.Gpu;
using Kiln.Gpu.Cuda;
using Kiln.Inspection;
using Kiln.Models;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Training;

namespace Kiln.Reader;

/// <summary><c>reader train LETTERS</c>: trains the network that reads.</summary>
internal static class TrainCommand
{
    private const int BatchSize = 100;
    private const int Seed = 1;

    /// <summary>The practical's spread of the first weights.</summary>
    private const double InitialDeviation = 0.01;

    /// <summary>Trains on letters as they stand in running text, and saves the weights.</summary>
    /// <param name="letters">The letters file.</param>
    /// <param name="epochs">How often to go through the letters.</param>
    /// <param name="deviceName">Where: <c>cpu</c> or <c>gpu</c>.</param>
    /// <param name="weights">The file to write.</param>
    /// <param name="diagnosed">Over how many letters to diagnose the training at its end; 0 for no diagnosis.</param>
    /// <param name="output">Gets a line an epoch.</param>
    public static void Run(string letters, int epochs, string deviceName, string weights, int diagnosed, TextWriter output)
    {
        if (deviceName is not ("cpu" or "gpu"))
            throw new UserErrorException($"there is no device '{deviceName}'; there are cpu and gpu");

        LetterTask task = LetterTask.Of(LetterFile.Read(letters), jitter: true);
        ParameterSet<CharacterCnn> parameters = new();
        parameters.Initialize(Initialization.Gaussian(InitialDeviation), Seed);
        using GpuDevice? device = deviceName == "gpu" ? CudaDevice.Open() : null;
        using CharacterCnn network = new(parameters, device is null ? BatchSize : 1);
        using GpuTraining? gpu = device is null ? null : new GpuTraining(network, device, BatchSize);
        if (device is not null)
            output.WriteLine($"device: {device.Name}");

        Trainer trainer = new(network, new TrainingOptions { Epochs = epochs, BatchSize = BatchSize, Seed = Seed }, gpu);
        trainer.Run(task.Training, task.Validation, new TrainingCallbacks { Epoch = report => output.WriteLine(Line(report)) });
        if (diagnosed > 0)
            output.Write(TrainingDiagnosis.Of(network, task.Training, diagnosed, Seed));
        WeightsFile.Save(weights, parameters, task.Training.Normalization, LetterSet.Alphabet);
        output.WriteLine($"weights: {weights}");
    }

    /// <summary>An epoch's report and, in whole seconds, how long the others will take.</summary>
    private static string Line(EpochReport report) =>
        report.TimeLeft is { } left && left > TimeSpan.Zero ? $"{report} left {TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds))}" : report.ToString();
}
