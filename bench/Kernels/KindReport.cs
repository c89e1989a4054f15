using Kiln.Devices;
using Kiln.Inspection;
using Kiln.Numerics;

namespace Kiln.Bench.Kernels;

/// <summary>Prints how close every kind of layer comes to what the machine can do at most: multiply-adds, or bytes from memory, whichever takes longer.</summary>
internal static class KindReport
{
    private const int Threads = 2;

    /// <summary>Floats of all maps of an input: more than the caches hold.</summary>
    private const int MapFloats = 12_000_000;

    private static readonly (string Kind, Func<int, TrainableNetwork> Create, bool SlopeReadsInput)[] Kinds =
    [
        ("Conv 3×3, 56×56×64", batch => new ConvKind(batch, Threads), true),
        ("Conv 3×3 in 4 groups, 28×28×128", batch => new GroupedKind(batch, Threads), true),
        ("Conv 3×3 depthwise, 56×56×128", batch => new DepthwiseKind(batch, Threads), true),
        ("ConvTranspose 4×4 by 2, 35×35×21", batch => new TransposeKind(batch, Threads), true),
        ("Dense 1000, 4096", batch => new DenseKind(batch, Threads), true),
        ("MaxPool 3×3 by 2, 112×112×64", batch => new MaxPoolKind(batch, Threads), false),
        ("AvgPool 3×3 by 1, 35×35×192", batch => new AvgPoolKind(batch, Threads), false),
        ("GlobalAvgPool, 7×7×2048", batch => new GlobalPoolKind(batch, Threads), false),
        ("Relu, 56×56×64", batch => new ReluKind(batch, Threads), true),
        ("Sigmoid, 56×56×64", batch => new SigmoidKind(batch, Threads), true),
        ("Softmax, 56×56×21", batch => new SoftmaxKind(batch, Threads), true),
        ("BatchNorm, 56×56×64", batch => new BatchNormKind(batch, Threads), true),
        ("Lrn 5, 27×27×256", batch => new LrnKind(batch, Threads), true),
        ("LpNorm, 38×38×512", batch => new LpNormKind(batch, Threads), true),
        ("SpatialNorm 3×3, 28×28×96", batch => new SpatialNormKind(batch, Threads), true),
        ("NormOffset, 28×28×256", batch => new NormOffsetKind(batch, Threads), true),
        ("Scale, 56×56×64", batch => new ScaleKind(batch, Threads), true),
        ("Scale by a layer, 28×28×512", batch => new GateKind(batch, Threads), true),
        ("Dropout, 6×6×256", batch => new DropoutKind(batch, Threads), false),
        ("Concat, 28×28×(64 + 128)", batch => new ConcatKind(batch, Threads), false),
        ("Crop, 70×70×21", batch => new CropKind(batch, Threads), false),
        ("Subsample by 2, 56×56×256", batch => new SubsampleKind(batch, Threads), false),
        ("Flatten, 6×6×256", batch => new FlattenKind(batch, Threads), false),
        ("PDist, 28×28×128", batch => new PDistKind(batch, Threads), true),
        ("BilinearSampler, 28×28×64", batch => new SamplerKind(batch, Threads), true),
        ("RoiMaxPool 6×6, 16 regions of 14×14×512", batch => new RegionKind(batch, Threads), false),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="name">The beginning of a kind; null for all.</param>
    /// <param name="time">How long to measure each.</param>
    public static void Print(string? name, TimeSpan time)
    {
        using MemoryPeak memory = new(Threads);
        Console.WriteLine($"{Threads} threads, vectors of {VectorWidth.Bits} bits; memory as fast as a copy reads and writes it");
        Console.WriteLine($"{"kind",-42}{"images",8}{"GB/s",8}{"forward ms",12}{"of limit",10}{"backward ms",13}{"of limit",10}");
        foreach ((string kind, Func<int, TrainableNetwork> create, bool slopeReadsInput) in Kinds.Where(kind => name is null || kind.Kind.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        {
            using TrainableNetwork single = create(1);
            int images = Math.Max(1, MapFloats / single.Description.InputFloats);
            using TrainableNetwork net = create(images);
            double before = memory.BytesPerSecond();
            KernelTimes times = Measure(net, images, time);
            double bytesPerSecond = (before + memory.BytesPerSecond()) / 2;
            Console.WriteLine(Row(kind, net, times, slopeReadsInput, bytesPerSecond));
            if (name is not null)
                Console.WriteLine(times);
        }
    }

    private static KernelTimes Measure(TrainableNetwork net, int images, TimeSpan time)
    {
        SeededRandom random = new(1);
        float[] input = [.. Enumerable.Range(0, images * net.Description.InputFloats).Select(_ => (random.Next(2001) - 1000) / 1000f)];
        if (net is SamplerKind)
            TurnGrids(input, net);

        float[] gradient = new float[images * net.OutputShape.Count], inputGradient = new float[input.Length];
        gradient.AsSpan().Fill(0.01f);
        net.Parameters.Initialize(Initialization.He, 1);
        return KernelTimes.Of(
            net,
            () =>
            {
                net.ForwardForTraining(input);
                net.Backward(gradient, inputGradient);
            },
            images,
            0,
            time);
    }

    /// <summary>Grids as a spatial transformer makes them: points turned by a fifth of a right angle about the middle, from edge to edge.</summary>
    private static void TurnGrids(float[] input, TrainableNetwork net)
    {
        (float sine, float cosine) = MathF.SinCos(MathF.PI / 10);
        Shape map = net.OutputShape;
        for (int at = map.Count; at < input.Length; at += net.Description.InputFloats)
        {
            for (int y = 0; y < map.Height; y++)
            {
                for (int x = 0; x < map.Width; x++)
                {
                    float v = (2f * y / (map.Height - 1)) - 1, u = (2f * x / (map.Width - 1)) - 1;
                    int point = at + (2 * ((y * map.Width) + x));
                    (input[point], input[point + 1]) = ((v * cosine) - (u * sine), (v * sine) + (u * cosine));
                }
            }
        }
    }

    private static string Row(string kind, TrainableNetwork net, KernelTimes times, bool slopeReadsInput, double bytesPerSecond)
    {
        double images = times.Images, input = images * net.Description.InputFloats, output = images * net.OutputShape.Count;
        double weights = net.Description.Parameters.Sum(array => (double)array.Length);
        double forward = sizeof(float) * (input + output + weights);
        double backward = sizeof(float) * (output + ((slopeReadsInput ? 2 : 1) * input) + (2 * weights));
        return FormattableString.Invariant($"{kind,-42}{images,8}{1e-9 * bytesPerSecond,8:F0}{Part("Forward", forward)}{Part("Backward", backward),23}");

        string Part(string direction, double bytes)
        {
            double seconds = 0, multiplyAdds = 0;
            for (int i = 0; i < net.Description.Kernels.Count; i++)
            {
                if (net.Description.Kernels[i].Direction != direction)
                    continue;

                seconds += times.Kernels[i];
                multiplyAdds += (double)net.Description.Kernels[i].MultiplyAdds * images;
            }

            double limit = Math.Max(bytes / bytesPerSecond, multiplyAdds / times.PeakMultiplyAdds);
            return FormattableString.Invariant($"{1000 * seconds,12:F2}{100 * limit / seconds,9:F0}%");
        }
    }
}

/// <summary>The most bytes that threads move between memory and themselves, by a copy of arrays larger than the caches.</summary>
internal sealed class MemoryPeak(int threads) : TeamJob, IDisposable
{
    private const int Floats = 1 << 26, Rounds = 7;

    private readonly WorkerTeam team = new(threads);
    private readonly float[] source = new float[Floats], target = new float[Floats];

    /// <summary>The median of a few copies: reads and writes together.</summary>
    public double BytesPerSecond()
    {
        List<double> seconds = [];
        for (int round = 0; round < Rounds; round++)
            seconds.Add(Stopwatches.Time(() => team.Run(this, 0, threads)));

        return 2.0 * sizeof(float) * Floats / Stopwatches.Median(seconds);
    }

    public void Dispose() => team.Dispose();

    protected override void RunPart(int part, int from, int to, int worker)
    {
        int each = Floats / threads;
        for (int unit = from; unit < to; unit++)
            source.AsSpan(unit * each, each).CopyTo(target.AsSpan(unit * each, each));
    }
}
