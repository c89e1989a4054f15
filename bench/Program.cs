using BenchmarkDotNet.Running;
using Kiln.Bench.Benchmarks;
using Kiln.Bench.Generator;
using Kiln.Bench.Growth;
using Kiln.Bench.Kernels;
using Kiln.Bench.Memory;
using Kiln.Bench.Peers;
using Kiln.Bench.Race;
using Kiln.Numerics;

namespace Kiln.Bench;

/// <summary>The commands.</summary>
internal static class Program
{
    private static string Usage => $"""
        usage: dotnet run -c Release --project bench -- COMMAND
          race [{RaceTask.Names}] [--seconds 5] [--batch 1]
                                               ours and ONNX Runtime (for training TorchSharp, with -p:TorchSharp=true after
                                               'dotnet run') in turns: one line a task
          kindrace [KIND] [--seconds 2]        single kinds of layers: ours, ONNX Runtime and TorchSharp in turns
          kernels [NETWORK] [--seconds 2] [--batch 1]
                                               every kernel: time, GFLOP/s, share of the multiply-add peak, and what it was predicted to take
          scaling [NETWORK] [--seconds 2] [--batch 32]
                                               what 2 to 32 processors could gain, on paper: by the units of work of every kernel
          calibrate [--seconds 2]              the efficiencies that predictions are made of, measured: src/Generator/Planning/Cpu/Costs/Efficiencies.Measured.cs
          kinds [KIND] [--seconds 2]           every kind of layer: time, share of what memory or multiply-adds allow
          growth [FOLDER] [--seconds 2]        time against batch, image size, depth and threads: tables, and plots in a folder
          memory [NETWORK] [--seconds 5]       a training that keeps all maps and one that computes them again: plan, process, time
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
                Options race = Options.Parse(rest, standardSeconds: 5, hasBatch: true);
                IReadOnlyList<RaceTask> tasks = RaceTask.Find(race.Name);
                return () =>
                {
                    foreach (RaceTask task in tasks)
                        Console.WriteLine(task.Run(race.Time, race.Batch));
                };
            case ["kindrace", .. string[] rest]:
                Options kinds = Options.Parse(rest, standardSeconds: 2);
                return () => KindRace.Print(kinds.Name, kinds.Time);
            case ["kernels", .. string[] rest]:
                Options kernels = Options.Parse(rest, standardSeconds: 2, hasBatch: true);
                return () => KernelReport.Print(kernels.Name, kernels.Time, kernels.Batch);
            case ["scaling", .. string[] rest]:
                Options scaling = Options.Parse(rest, standardSeconds: 2, hasBatch: true);
                return () => ScalingReport.Print(scaling.Name, scaling.Time, scaling.Batch);
            case ["calibrate", .. string[] rest]:
                Options calibration = Options.Parse(rest, standardSeconds: 2);
                return calibration.Name is null
                    ? () => Calibration.Print(calibration.Time)
                    : throw new ArgumentException($"'{calibration.Name}' is not understood: calibrate measures all networks");
            case ["kinds", .. string[] rest]:
                Options kind = Options.Parse(rest, standardSeconds: 2);
                return () => KindReport.Print(kind.Name, kind.Time);
            case ["growth", .. string[] rest]:
                Options growth = Options.Parse(rest, standardSeconds: 2);
                return () => GrowthReport.Print(growth.Name ?? "growth", growth.Time);
            case ["memory", .. string[] rest]:
                Options memory = Options.Parse(rest, standardSeconds: 5);
                return () => MemoryReport.Print(memory.Name, memory.Time);
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
