using Kiln.Gpu.Ilgpu;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>All declared networks with kernels for graphics processors, compiled once a run, by the first test that asks.</summary>
internal static class GpuTwins
{
    private static readonly Lazy<IlgpuDevice> Opened = new(IlgpuDevice.OpenSimulator);

    private static readonly Lazy<NetworkBuild> Build = new(() => new(NetworkTexts.ForGpu()));

    /// <summary>The one simulator of a run: it has a thousand threads.</summary>
    public static IlgpuDevice Device => Opened.Value;

    /// <summary>Where the networks are.</summary>
    public static System.Reflection.Assembly Assembly => Build.Value.Assembly;

    /// <summary>Builds a network of a case.</summary>
    /// <param name="name">Its class.</param>
    /// <param name="maxBatch">The most images of a call on the processor.</param>
    public static TrainableNetwork Create(string name, int maxBatch) =>
        (TrainableNetwork)Build.Value.Create($"{typeof(Cases).Namespace}.Networks.{name}", maxBatch, 1);
}

/// <summary>The tests that share the simulator run one after the other, and after all others: its threads wait for each other at every barrier, and would wait for those too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SimulatorCollection
{
    public const string Name = "simulator";
}
