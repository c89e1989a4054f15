namespace Kiln.Gpu;

/// <summary>A machine that runs kernels: memory of its own, and one queue in which copies and kernels run one after the other.</summary>
public abstract class GpuDevice : IDisposable
{
    /// <summary>What it is.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes of its memory that are free now.</summary>
    public abstract long FreeBytes { get; }

    /// <summary>Takes memory.</summary>
    /// <param name="bytes">How much; more than 0.</param>
    /// <returns>Its handle.</returns>
    /// <exception cref="GpuException">There is not so much.</exception>
    public abstract GpuMemory Allocate(long bytes);

    /// <summary>Copies to the device, after all that was queued before.</summary>
    /// <typeparam name="T">Numbers.</typeparam>
    /// <param name="memory">Where to.</param>
    /// <param name="offset">Bytes from its start.</param>
    /// <param name="values">What.</param>
    public abstract void Upload<T>(GpuMemory memory, long offset, ReadOnlySpan<T> values)
        where T : unmanaged;

    /// <summary>Copies from the device, after all that was queued before, and returns when it is there.</summary>
    /// <typeparam name="T">Numbers.</typeparam>
    /// <param name="memory">Where from.</param>
    /// <param name="offset">Bytes from its start.</param>
    /// <param name="values">Where to.</param>
    public abstract void Download<T>(GpuMemory memory, long offset, Span<T> values)
        where T : unmanaged;

    /// <summary>A kernel, ready to be launched.</summary>
    /// <param name="assembly">The assembly that has it.</param>
    /// <param name="type">Its class.</param>
    /// <param name="method">Its name.</param>
    /// <exception cref="GpuException">It cannot be loaded.</exception>
    public abstract GpuKernel Load(System.Reflection.Assembly assembly, string type, string method);

    /// <summary>Queues a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="grid">Groups of threads along three axes.</param>
    /// <param name="threads">Threads of a group.</param>
    /// <param name="arguments">What it is given.</param>
    public abstract void Launch(GpuKernel kernel, (int X, int Y, int Z) grid, int threads, ReadOnlySpan<GpuValue> arguments);

    /// <summary>Waits for all that was queued.</summary>
    public abstract void Synchronize();

    /// <summary>Gives the device back.</summary>
    public abstract void Dispose();
}

/// <summary>Memory on a device.</summary>
public abstract class GpuMemory : IDisposable
{
    /// <summary>Gives it back.</summary>
    public abstract void Dispose();
}

/// <summary>A kernel on a device.</summary>
public abstract class GpuKernel;

/// <summary>One argument of a launch: a view of memory, or a number of 32 bits.</summary>
/// <param name="Memory">The memory; null for a number.</param>
/// <param name="Offset">Bytes from its start.</param>
/// <param name="Length">Elements of the view.</param>
/// <param name="Bits">The number.</param>
public readonly record struct GpuValue(GpuMemory? Memory, long Offset, long Length, uint Bits)
{
    /// <summary>A view of memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="offset">Bytes from its start.</param>
    /// <param name="length">Elements.</param>
    public static GpuValue Of(GpuMemory memory, long offset, long length) => new(memory, offset, length, 0);

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static GpuValue Of(int value) => new(null, 0, 0, unchecked((uint)value));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static GpuValue Of(uint value) => new(null, 0, 0, value);

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static GpuValue Of(float value) => new(null, 0, 0, BitConverter.SingleToUInt32Bits(value));
}

/// <summary>What a user can mend: no device, too little memory, a driver that is too old. The message says how.</summary>
/// <param name="message">One line.</param>
public sealed class GpuException(string message) : Exception(message);
