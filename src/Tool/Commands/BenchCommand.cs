using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models;
using Kiln.Models.Commands;
using Kiln.Models.Networks;
using Kiln.Numerics;

namespace Kiln.Tool.Commands;

/// <summary><c>bench ASSEMBLY NETWORK</c>: where the time of a call goes, kernel by kernel, on random weights and images.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        AssemblyArguments networks = new();
        Option<int> batch = Arguments.Batch(), threads = Arguments.Threads();
        Option<double> seconds = Arguments.Number("--seconds", "How long to measure", 2, below: 3600);
        Option<bool> forward = new("--forward") { Description = "Measure the forward run of inference; otherwise loss and gradients, where the network has a loss" };
        Option<string?> json = Arguments.Path("--json", "FILE", "Also gets the numbers");
        Command command = new("bench", "Measure a network's kernels: time, GFLOP/s and share of what the machine can do.") { batch, threads, seconds, forward, json };
        networks.AddTo(command);
        command.SetAction(parsed => Run(
            networks.Find(parsed),
            parsed.GetValue(forward),
            parsed.GetValue(batch),
            parsed.GetValue(threads),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(NamedNetwork named, bool forward, int batch, int threads, TimeSpan time, string? json, TextWriter output)
    {
        ParameterSet parameters = named.CreateParameters();
        parameters.Initialize(Initialization.He, seed: 1);
        using ImageNetwork network = named.Create(parameters, batch, threads);
        TrainableNetwork? trains = forward ? null : network as TrainableNetwork;
        string what = trains is null ? "forward" : "loss and gradients";
        KernelTimes times = Waiting.Show(
            output, $"measuring for {time.TotalSeconds:0.#} s", () => trains is null ? KernelTimes.OfForward(network, batch, time) : KernelTimes.OfTraining(trains, batch, time));
        output.WriteLine(FormattableString.Invariant(
            $"{named.Name}: {what}, {Count(batch, "image")}, {Count(network.Threads, "thread")}, vectors of {VectorWidth.Bits} bits; multiply-add peak {2e-9 * times.PeakMultiplyAdds:F1} GFLOP/s"));
        output.Write(times);
        if (json is not null)
        {
            File.WriteAllText(json, BenchJson.Of(named, what, times, network.Threads));
            output.WriteLine($"numbers: {json}");
        }
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
