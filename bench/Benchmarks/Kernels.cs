using BenchmarkDotNet.Attributes;
using Kiln.Bench.Networks;
using Kiln.Models.Networks;

namespace Kiln.Bench.Benchmarks;

/// <summary>Each kernel of a network by itself, on the values it meets in a run.</summary>
public abstract class KernelBenchmark
{
    private Network network = null!;

    /// <summary>The kernels, in the order in which they run.</summary>
    public IEnumerable<string> Names => Description.Kernels.Select(kernel => kernel.Name);

    /// <summary>The kernel.</summary>
    [ParamsSource(nameof(Names))]
    public string Kernel { get; set; } = "";

    /// <summary>Images of a run.</summary>
    internal abstract int Images { get; }

    internal abstract NetworkDescription Description { get; }

    [GlobalSetup]
    public void Prepare() => network = Run(new KernelClock(Description) { Last = IndexOf(Kernel) });

    [GlobalCleanup]
    public void End() => network.Dispose();

    [Benchmark]
    public void Alone() => network.RepeatLastKernel();

    /// <summary>Multiply-adds of a kernel, as many as it really does.</summary>
    internal double MultiplyAdds(string kernel) => (double)Images * Description.Kernels[IndexOf(kernel)].MultiplyAdds;

    /// <summary>Builds the network and runs it once, up to the clock's last kernel.</summary>
    private protected abstract Network Run(KernelClock clock);

    private int IndexOf(string kernel) => Names.ToList().IndexOf(kernel);
}

/// <summary>The kernels of a training step of the character network, on a hundred letters.</summary>
public class CharacterKernels : KernelBenchmark
{
    internal override int Images => 100;

    internal override NetworkDescription Description => Declared<CharacterCnn>.Description;

    private protected override Network Run(KernelClock clock) => ClockedRun.Step(new CharacterCnn(Workload.Parameters<CharacterCnn>(), Images, ForwardBenchmark.Threads), clock);
}

/// <summary>The same without fusion and transformed convolutions: the baseline.</summary>
public class PlainCharacterKernels : KernelBenchmark
{
    internal override int Images => 100;

    internal override NetworkDescription Description => Declared<PlainCharacterCnn>.Description;

    private protected override Network Run(KernelClock clock) =>
        ClockedRun.Step(new PlainCharacterCnn(Workload.Parameters<PlainCharacterCnn>(), Images, ForwardBenchmark.Threads), clock);
}

/// <summary>The kernels of VGG-VD-16 on one photograph.</summary>
public class Vgg16Kernels : KernelBenchmark
{
    internal override int Images => 1;

    internal override NetworkDescription Description => Declared<Vgg16>.Description;

    private protected override Network Run(KernelClock clock) => ClockedRun.Forward(new Vgg16(Workload.Parameters<Vgg16>(), 1, ForwardBenchmark.Threads), clock);
}
