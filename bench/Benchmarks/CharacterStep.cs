using BenchmarkDotNet.Attributes;
using Kiln.Bench.Networks;
using Kiln.Models.Networks;
#if TORCHSHARP
using Kiln.Bench.Peers;
using Kiln.Training;
#endif

namespace Kiln.Bench.Benchmarks;

/// <summary>One training step of the character network: forward, backward, update.</summary>
[Work(typeof(CharacterCnn), Images, training: true)]
public class CharacterStep
{
    private const int Images = 100;
    private const int Threads = 2;

    private readonly TrainableNetwork fused = new CharacterCnn(Workload.Parameters<CharacterCnn>(), Images, Threads);
    private readonly TrainableNetwork unfused = new PlainCharacterCnn(Workload.Parameters<PlainCharacterCnn>(), Images, Threads);
    private readonly float[] images;
    private readonly int[] labels;

    public CharacterStep()
    {
        images = Workload.Images(fused.Description.InputShape, Images);
        labels = Workload.Labels(Images, fused.OutputShape.Channels);
    }

    [Benchmark]
    public LossReport Fused() => fused.Step(images, labels);

    [Benchmark(Baseline = true)]
    public LossReport Unfused() => unfused.Step(images, labels);

    [Benchmark]
    public LossReport FusedGradients() => fused.ComputeGradients(images, labels);

#if TORCHSHARP
    private TorchSharpTraining? peer;

    [GlobalSetup(Target = nameof(TorchSharp))]
    public void Prepare() => peer = new TorchSharpTraining(Workload.Parameters<CharacterCnn>(), images, labels, new Sgd(), Threads);

    [Benchmark]
    public float TorchSharp() => peer!.Step();
#endif

    [GlobalCleanup]
    public void End()
    {
        fused.Dispose();
        unfused.Dispose();
#if TORCHSHARP
        peer?.Dispose();
#endif
    }
}
