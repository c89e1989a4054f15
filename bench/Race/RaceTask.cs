using System.Globalization;
using Kiln.Bench.Networks;
using Kiln.Bench.Peers;
using Kiln.Inspection;
using Kiln.Models.Networks;
#if TORCHSHARP
using Kiln.Training;
#endif

namespace Kiln.Bench.Race;

/// <summary>A task to race for.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Run">Races for a time with calls of so many images, or as many as the task has, and returns the line to print.</param>
internal sealed record RaceTask(string Name, Func<TimeSpan, int?, string> Run)
{
    private const int Threads = 2;
    private const int Batch = 100;

    private static readonly IReadOnlyList<RaceTask> All =
    [
        Training<CharacterCnn>("charcnn-train", Batch, (parameters, batch) => new CharacterCnn(parameters, batch, Threads)),
        Training<LeNet>("lenet-train", Batch, (parameters, batch) => new LeNet(parameters, batch, Threads)),
        Training<Conv32>("conv32-train", 64, (parameters, batch) => new Conv32(parameters, batch, Threads)),
        Training<ResNet20>("resnet20-train", 128, (parameters, batch) => new ResNet20(parameters, batch, Threads)),
        Training<ResNet18Training>("resnet18-train", 16, (parameters, batch) => new ResNet18Training(parameters, batch, Threads)),
        Inference("charcnn-infer", Batch, batch => new CharacterCnn(Workload.Parameters<CharacterCnn>(), batch, Threads)),
        Inference("charcnn-latency", 1, batch => new CharacterReader(Workload.Parameters<CharacterCnn>(), batch, Threads)),
        .. PictureNetworks.All.Select(network => Inference(network.Name.ToLowerInvariant(), 1, batch => network.Create(batch, Threads))),
    ];

    /// <summary>The names of all tasks, with a bar between.</summary>
    public static string Names => string.Join('|', All.Select(task => task.Name));

    /// <summary>The task of a name, or all.</summary>
    /// <param name="name">As typed; null for all.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IReadOnlyList<RaceTask> Find(string? name) =>
        name is null ? All
        : All.FirstOrDefault(task => task.Name == name) is { } found ? [found]
        : throw new ArgumentException($"there is no task '{name}'; there is {string.Join(", ", All.Select(task => task.Name))}");

    private static RaceTask Inference(string name, int batch, Func<int, ImageNetwork> create) => new(name, (time, images) => Infer(name, () => create(images ?? batch), time));

    private static string Infer(string name, Func<ImageNetwork> create, TimeSpan time)
    {
        using ImageNetwork ours = create();
        using OnnxRuntimeNetwork peer = new(ours.Parameters, ours.MaxBatch, Threads);
        using MultiplyAddPeak peak = new(Threads);
        float[] images = Workload.Images(ours.Description.InputShape, ours.MaxBatch);
        peer.Load(images);
        Workload.RequireAgreement(ours.Forward(images), peer);

        double[] speeds = Turns.Run(
            [Contestant.Timed(() => ours.Forward(images), ours.MaxBatch), Contestant.Timed(peer.Forward, ours.MaxBatch), new(peak.Measure, peak.MultiplyAdds)], time);
        double share = speeds[0] * NetworkSize.Of(ours.Description).MultiplyAdds / speeds[2];
        return Line($"{name} kiln {Speed(speeds[0])} ort {Speed(speeds[1])} ratio {speeds[0] / speeds[1]:F2} peak {share:F2}");
    }

    private static RaceTask Training<TNetwork>(string name, int batch, Func<ParameterSet<TNetwork>, int, TrainableNetwork> create)
        where TNetwork : IDeclaredNetwork =>
        new(name, (time, images) => Train<TNetwork>(name, images ?? batch, parameters => create(parameters, images ?? batch), time));

    private static string Train<TNetwork>(string name, int batch, Func<ParameterSet<TNetwork>, TrainableNetwork> create, TimeSpan time)
        where TNetwork : IDeclaredNetwork
    {
        using TrainableNetwork ours = create(Workload.Parameters<TNetwork>());
        using MultiplyAddPeak peak = new(Threads);
        float[] images = Workload.Images(ours.Description.InputShape, batch);
        int[] labels = Workload.Labels(batch, ours.OutputShape.Channels);
        List<Contestant> contestants = [Contestant.Timed(() => ours.Step(images, labels), batch), new(peak.Measure, peak.MultiplyAdds)];

        string? torch = null;
        using IDisposable? peer = AddTorchSharp(contestants, create, images, labels);
        double[] speeds = Turns.Run(contestants, time);
        if (peer is not null)
            torch = Line($" torch {Speed(speeds[2])} ratio {speeds[0] / speeds[2]:F2}");

        double share = speeds[0] * NetworkSize.Of(ours.Description).TrainingMultiplyAdds / speeds[1];
        return Line($"{name} kiln {Speed(speeds[0])}{torch} peak {share:F2}");
    }

    /// <summary>Lets TorchSharp take part if it can; says so if not.</summary>
    private static IDisposable? AddTorchSharp<TNetwork>(List<Contestant> contestants, Func<ParameterSet<TNetwork>, TrainableNetwork> create, float[] images, int[] labels)
        where TNetwork : IDeclaredNetwork
    {
        if (TorchSharpPeer.Message is { } message)
        {
            Console.Error.WriteLine(message);
            return null;
        }

#if TORCHSHARP
        Sgd optimizer = new();
        TorchSharpTraining training = new(Workload.Parameters<TNetwork>(), images, labels, optimizer, Threads);
        using TrainableNetwork same = create(Workload.Parameters<TNetwork>());
        same.Optimizer = optimizer;
        Workload.RequireAgreement(same.Step(images, labels), training.Step());
        Workload.RequireAgreement(same.Step(images, labels), training.Step());
        contestants.Add(Contestant.Timed(() => training.Step(), same.MaxBatch));
        return training;
#else
        return null;
#endif
    }

    private static string Speed(double imagesPerSecond) => imagesPerSecond.ToString(imagesPerSecond < 100 ? "F2" : "F0", CultureInfo.InvariantCulture);

    private static string Line(FormattableString line) => FormattableString.Invariant(line);
}
