using System.ComponentModel;

namespace Kiln;

/// <summary>What the generator adds to every class marked <see cref="NetworkAttribute"/>, so that its parameters can be made, saved and
/// loaded without building the network.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDeclaredNetwork
{
    /// <summary>The layers, parameters, kernels and buffers.</summary>
    static abstract NetworkDescription Description { get; }

    /// <summary>The kernels for graphics processors; null without <see cref="Targets.Gpu"/>.</summary>
    static virtual Gpu.GpuProgram? CompiledForGpu => null;
}
