namespace Kiln.Generator.Planning.Gpu;

/// <summary>What kernels are planned for: a graphics processor of the Ampere and Hopper generations (NVIDIA's CUDA C++ programming guide, compute capabilities 8.0 and 9.0).</summary>
internal static class GpuLimits
{
    /// <summary>Images of the call that tiles are chosen for. Grids follow from the images that there are.</summary>
    public const int NominalImages = 100;

    /// <summary>Multiprocessors to keep busy.</summary>
    public const int Multiprocessors = 132;

    /// <summary>Multiply-adds a cycle of one of them.</summary>
    public const int MultiplyAddsPerCycle = 128;

    /// <summary>Threads that take turns in one instruction.</summary>
    public const int Warp = 32;

    /// <summary>Warps of a multiprocessor that hide the latency of arithmetic and of shared memory.</summary>
    public const int BusyWarps = 8;

    /// <summary>Bytes of shared memory that a group may declare.</summary>
    public const int SharedBytes = 48 * 1024;

    /// <summary>Bytes of shared memory of a multiprocessor.</summary>
    public const int MultiprocessorSharedBytes = 164 * 1024;

    /// <summary>Registers of a multiprocessor, and the most of one thread.</summary>
    public const int MultiprocessorRegisters = 64 * 1024, ThreadRegisters = 255;

    /// <summary>Groups of threads along the third axis of a launch, at most.</summary>
    public const int GridZ = 65535;

    /// <summary>Threads of a group that computes element by element.</summary>
    public const int ElementThreads = 256;

    /// <summary>Threads that a multiprocessor holds.</summary>
    public const int MultiprocessorThreads = 2048;

    /// <summary>Cycles from a load from memory to its number in shared memory, and past the barrier.</summary>
    public const int SliceLatency = 900;

    /// <summary>Cycles that the first loads of a group and its last stores take, when nothing hides them.</summary>
    public const int GroupLatency = 2500;

    /// <summary>Bytes a cycle from the cache in front of device memory, all multiprocessors together.</summary>
    public const double CacheBytesPerCycle = 3000;

    /// <summary>Chunks that a sum over the images of a call is divided into, at most: they follow from the images alone, so that the bits do too.</summary>
    public const int Chunks = 64;
}
