using System.Diagnostics;
using System.Globalization;
using Kiln.Bench.Networks;
using Kiln.Inspection;
using Kiln.Training;

namespace Kiln.Bench.Memory;

/// <summary>Prints what a training needs: what the plan says, what a process that trains takes, and the time of a step. Every network has a process of its own, as a process keeps what it once had.</summary>
internal static class MemoryReport
{
    private const int Images = 16;
    private const int Threads = 2;
    private const double Megabyte = 1e6;

    private static readonly (string Name, Func<TrainableNetwork> Create)[] Trained =
    [
        (nameof(KeepingResNet50), () => new KeepingResNet50(Images, Threads)),
        (nameof(RecomputingResNet50), () => new RecomputingResNet50(Images, Threads)),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="name">A network, which is trained in this process; null for all, each in one of its own.</param>
    /// <param name="time">How long to train each; at least three steps are taken.</param>
    /// <exception cref="ArgumentException">There is no such network.</exception>
    public static void Print(string? name, TimeSpan time)
    {
        if (name is null)
        {
            foreach ((string network, _) in Trained)
                RunAlone(network, time);

            return;
        }

        Console.WriteLine(Measure(Choice.Of(Trained, network => network.Name, name)[0], time));
    }

    private static void RunAlone(string network, TimeSpan time)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Kiln.Bench.dll"), seconds = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "memory", network, "--seconds", seconds]);
        process.WaitForExit();
    }

    private static string Measure((string Name, Func<TrainableNetwork> Create) named, TimeSpan time)
    {
        long before = Environment.WorkingSet;
        using TrainableNetwork network = named.Create();
        network.Optimizer = new Sgd { LearningRate = 0.001f };
        float[] images = Workload.Images(network.Description.InputShape, Images);
        int[] labels = Workload.Labels(Images, network.OutputShape.Channels);
        List<TimeSpan> steps = [];
        Stopwatch all = Stopwatch.StartNew();
        while (steps.Count < 3 || all.Elapsed < time)
        {
            TimeSpan start = all.Elapsed;
            network.Step(images, labels);
            steps.Add(all.Elapsed - start);
        }

        // The first step has kernels compiled.
        double step = steps.Skip(1).Order().ElementAt((steps.Count - 1) / 2).TotalMilliseconds;
        double maps = 4 * network.Description.Memory.MapsFor(Images) / Megabyte, plan = PlanTable.MemoryBytes(network.Description, Images, Threads) / Megabyte;
        using Process process = Process.GetCurrentProcess();
        double peak = process.PeakWorkingSet64 / Megabyte, more = peak - (before / Megabyte);
        return FormattableString.Invariant(
            $"{named.Name}, {Images} images: plan {plan:F0} MB, of which {maps:F0} MB are maps; process {peak:F0} MB, {more:F0} MB more than before; a step {step:F0} ms");
    }
}
