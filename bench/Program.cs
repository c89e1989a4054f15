using BenchmarkDotNet.Running;
using Kiln.Bench.Benchmarks;
using Kiln.Bench.Generator;
using Kiln.Bench.Kernels;
using Kiln.Bench.Peers;
using Kiln.Bench.Race;
using Kiln.Numerics;

namespace Kiln.Bench;

/// <summary>The commands.</summary>
internal static class Program
{
    private static string Usage => $"""
        usage: dotnet run -c Release --project bench -- COMMAND
          race [{RaceTask.Names}] [--seconds 5]
                                               ours and ONNX Runtime (for training TorchSharp, with -p:TorchSharp=true after
                                               'dotnet run') in turns: one line a task
          kindrace [KIND] [--seconds 2]        single kinds of layers: ours, ONNX Runtime and TorchSharp in turns
          kernels [NETWORK] [--seconds 2]      every kernel: time, GFLOP/s, share of the multiply-add peak, and what it was predicted to take
          calibrate [--seconds 2]              the efficiencies that predictions are made of, measured: src/Generator/Planning/Cpu/Costs/Efficiencies.Measured.cs
          kinds [KIND] [--seconds 2]           every kind of layer: time, share of what memory or multiply-adds allow
          benchmark [FILTER]                   BenchmarkDotNet: the compiled networks against their baselines
          generator                            time and text of one run of the compiler on VGG-VD-16
        """;

    private static int Main(string[] args)
    {
        try
        {
            Parse(args)();
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or DisagreementException or VectorWidthException)
        {
            Console.Error.WriteLine($"bench: {e.Message}");
            return 1;
        }
    }

    /// <summary>What a command line asks for, before any of it is done.</summary>
    /// <param name="args">The command and its arguments.</param>
    /// <exception cref="ArgumentException">They are not understood.</exception>
    internal static Action Parse(string[] args)
    {
        switch (args)
        {
            case ["race", .. string[] rest]:
                (string? task, TimeSpan time) = Options.Parse(rest, standardSeconds: 5);
                IReadOnlyList<RaceTask> tasks = RaceTask.Find(task);
                return () =>
                {
                    foreach (RaceTask race in tasks)
                        Console.WriteLine(race.Run(time));
                };
            case ["kindrace", .. string[] rest]:
                (string? raced, TimeSpan turns) = Options.Parse(rest, standardSeconds: 2);
                return () => KindRace.Print(raced, turns);
            case ["kernels", .. string[] rest]:
                (string? network, TimeSpan each) = Options.Parse(rest, standardSeconds: 2);
                return () => KernelReport.Print(network, each);
            case ["calibrate", .. string[] rest]:
                (string? none, TimeSpan calibrated) = Options.Parse(rest, standardSeconds: 2);
                return none is null ? () => Calibration.Print(calibrated) : throw new ArgumentException($"'{none}' is not understood: calibrate measures all networks");
            case ["kinds", .. string[] rest]:
                (string? kind, TimeSpan measured) = Options.Parse(rest, standardSeconds: 2);
                return () => KindReport.Print(kind, measured);
            case ["benchmark", .. string[] rest]:
                return () => Benchmark(rest);
            case ["generator"]:
                return GeneratorReport.Print;
            default:
                return () => Console.WriteLine(Usage);
        }
    }

    private static void Benchmark(string[] filters)
    {
        if (TorchSharpPeer.Message is { } message)
            Console.WriteLine(message);

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(filters is [] ? ["--filter", "*"] : ["--filter", .. filters.Select(filter => $"*{filter}*")], new BenchmarkConfig());
    }
}
