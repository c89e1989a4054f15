using BenchmarkDotNet.Attributes;
using Kiln.Bench.Peers;

namespace Kiln.Bench.Benchmarks;

/// <summary>The scores of a batch: the compiled network, its unfused twin, and ONNX Runtime.</summary>
public abstract class ForwardBenchmark
{
    internal const int Threads = 2;

    private ImageNetwork fused = null!, unfused = null!;
    private OnnxRuntimeNetwork peer = null!;
    private float[] images = [];

    [GlobalSetup]
    public void Prepare()
    {
        ParameterSet parameters;
        (fused, unfused, parameters) = Create();
        images = Workload.Images(fused.Description.InputShape, fused.MaxBatch);
        peer = new OnnxRuntimeNetwork(parameters, fused.MaxBatch, Threads);
        peer.Load(images);
        Workload.RequireAgreement(fused.Forward(images), peer);
        Workload.RequireAgreement(unfused.Forward(images), peer);
    }

    [GlobalCleanup]
    public void End()
    {
        fused.Dispose();
        unfused.Dispose();
        peer.Dispose();
    }

    [Benchmark]
    public void Fused() => fused.Forward(images);

    [Benchmark(Baseline = true)]
    public void Unfused() => unfused.Forward(images);

    [Benchmark]
    public void OnnxRuntime() => peer.Forward();

    /// <summary>The two networks on one set of parameters, and those parameters.</summary>
    private protected abstract (ImageNetwork Fused, ImageNetwork Unfused, ParameterSet Parameters) Create();
}
