using Kiln.Bench.Kernels;
using Kiln.Bench.Peers;
using Kiln.Inspection;

namespace Kiln.Bench.Race;

/// <summary>Races single kinds of layers: four of one kind after one another, forward against ONNX Runtime, and forward with all gradients against TorchSharp.</summary>
internal static class KindRace
{
    private const int Threads = 2, Batch = 16;

    private static readonly (string Kind, Func<TimeSpan, string> Run)[] Kinds =
    [
        Of<DepthwiseChain>("depthwise 3×3, 56×56×128", (parameters, batch) => new DepthwiseChain(parameters, batch, Threads), (parameters, batch) => new DepthwiseChainReader(parameters, batch, Threads)),
        Of<StridedDepthwiseChain>("depthwise 3×3 by 2, 112×112×96", (parameters, batch) => new StridedDepthwiseChain(parameters, batch, Threads), (parameters, batch) => new StridedDepthwiseChainReader(parameters, batch, Threads)),
        Of<BatchNormChain>("batchnorm and relu, 56×56×64", (parameters, batch) => new BatchNormChain(parameters, batch, Threads), (parameters, batch) => new BatchNormChainReader(parameters, batch, Threads)),
        Of<MaxPoolChain>("maxpool 3×3 by 1, 28×28×192", (parameters, batch) => new MaxPoolChain(parameters, batch, Threads), (parameters, batch) => new MaxPoolChainReader(parameters, batch, Threads)),
        Of<StridedMaxPoolChain>("maxpool 3×3 and 2×2 by 2, 112×112×64", (parameters, batch) => new StridedMaxPoolChain(parameters, batch, Threads), (parameters, batch) => new StridedMaxPoolChainReader(parameters, batch, Threads)),
        Of<AvgPoolChain>("avgpool 3×3 by 1, 35×35×192", (parameters, batch) => new AvgPoolChain(parameters, batch, Threads), (parameters, batch) => new AvgPoolChainReader(parameters, batch, Threads)),
    ];

    /// <summary>Races and prints a line a kind.</summary>
    /// <param name="name">The beginning of a kind; null for all.</param>
    /// <param name="time">How long each race takes.</param>
    public static void Print(string? name, TimeSpan time)
    {
        if (TorchSharpPeer.Message is { } message)
            Console.Error.WriteLine(message);

        Console.WriteLine($"{"four of a kind; ratios to",-40}{"ORT, 1 image",14}{$"ORT, {Batch}",10}{$"TorchSharp, training, {Batch}",28}");
        foreach ((_, Func<TimeSpan, string> run) in Kinds.Where(kind => name is null || kind.Kind.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            Console.WriteLine(run(time));
    }

    private static (string Kind, Func<TimeSpan, string> Run) Of<TNetwork>(
        string kind, Func<ParameterSet<TNetwork>, int, TrainableNetwork> create, Func<ParameterSet<TNetwork>, int, ImageNetwork> createReader)
        where TNetwork : IDeclaredNetwork =>
        (kind, time => FormattableString.Invariant($"{kind,-40}{Infer(createReader, 1, time),14:F2}{Infer(createReader, Batch, time),10:F2}{Train(create, time),28}"));

    private static double Infer<TNetwork>(Func<ParameterSet<TNetwork>, int, ImageNetwork> create, int batch, TimeSpan time)
        where TNetwork : IDeclaredNetwork
    {
        ParameterSet<TNetwork> parameters = Workload.Parameters<TNetwork>();
        using ImageNetwork ours = create(parameters, batch);
        using OnnxRuntimeNetwork peer = new(parameters, batch, Threads);
        float[] images = Workload.Images(ours.Description.InputShape, batch);
        peer.Load(images);
        Workload.RequireAgreement(ours.Forward(images), peer);
        double[] speeds = Turns.Run([Contestant.Timed(() => ours.Forward(images), batch), Contestant.Timed(peer.Forward, batch)], time);
        return speeds[0] / speeds[1];
    }

    private static string Train<TNetwork>(Func<ParameterSet<TNetwork>, int, TrainableNetwork> create, TimeSpan time)
        where TNetwork : IDeclaredNetwork
    {
        using TrainableNetwork ours = create(Workload.Parameters<TNetwork>(), Batch);
        float[] images = Workload.Images(ours.Description.InputShape, Batch), slope = Workload.Images(ours.OutputShape, Batch), inputSlope = new float[images.Length];
#if TORCHSHARP
        if (TorchSharpPeer.WhyLeftOut is not null)
            return "";

        using TorchSharpGradients peer = new(Workload.Parameters<TNetwork>(), images, slope, Threads);
        Step();
        peer.Step();
        Workload.RequireAgreement(inputSlope, peer.InputGradient, "TorchSharp");
        double[] speeds = Turns.Run([Contestant.Timed(Step, Batch), Contestant.Timed(peer.Step, Batch)], time);
        return (speeds[0] / speeds[1]).ToString("F2", System.Globalization.CultureInfo.InvariantCulture);

        void Step()
        {
            ours.ForwardForTraining(images);
            ours.Backward(slope, inputSlope);
        }
#else
        _ = (slope, inputSlope, time);
        return "";
#endif
    }
}
