using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Kiln.Gpu.Cuda;

/// <summary>A device of NVIDIA over its driver library alone: it runs the PTX that the build made, and works in a natively compiled program.</summary>
public sealed unsafe class CudaDevice : GpuDevice
{
    private const int RegistersAttribute = 4, LocalBytesAttribute = 3;

    private readonly int device;
    private readonly nint stream;
    private readonly Dictionary<string, PtxFile> files = [];
    private readonly Dictionary<string, CudaKernel> kernels = [];
    private bool disposed;

    private CudaDevice(int device)
    {
        this.device = device;
        byte* name = stackalloc byte[256];
        Check(CudaDriver.DeviceGetName(name, 256, device), "reading the device's name");
        Name = Marshal.PtrToStringUTF8((nint)name) ?? "CUDA device";
        Check(CudaDriver.DeviceGetAttribute(out int major, CudaDriver.ComputeCapabilityMajor, device), "reading the device's generation");
        Check(CudaDriver.DeviceGetAttribute(out int minor, CudaDriver.ComputeCapabilityMinor, device), "reading the device's generation");
        if ((major * 10) + minor < PtxFile.Architecture)
            throw new GpuException($"{Name} is of compute capability {major}.{minor}, but Kiln's kernels need {PtxFile.Architecture / 10}.{PtxFile.Architecture % 10}; use --device cpu");

        Check(CudaDriver.PrimaryContextRetain(out nint context, device), "opening the device");
        Check(CudaDriver.ContextSetCurrent(context), "opening the device");
        Check(CudaDriver.StreamCreate(out stream, 1), "making a queue");
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long FreeBytes
    {
        get
        {
            Check(CudaDriver.MemoryInfo(out nuint free, out _), "asking for the free memory");
            return (long)free;
        }
    }

    /// <summary>Opens the first device.</summary>
    /// <exception cref="GpuException">There is none, or its driver is too old.</exception>
    public static CudaDevice Open()
    {
        try
        {
            int error = CudaDriver.Init(0);
            if (error != CudaDriver.Success)
                throw new GpuException($"NVIDIA's driver finds no device ({Describe(error)}); use --device cpu");

            Check(CudaDriver.DeviceGetCount(out int count), "counting devices");
            if (count == 0)
                throw new GpuException("NVIDIA's driver finds no device; use --device cpu");

            Check(CudaDriver.DeviceGet(out int device, 0), "opening the device");
            return new CudaDevice(device);
        }
        catch (DllNotFoundException)
        {
            throw new GpuException("no CUDA device: NVIDIA's driver (libcuda.so.1 or nvcuda.dll) is not installed; install it, or use --device cpu");
        }
        catch (EntryPointNotFoundException e)
        {
            throw new GpuException($"NVIDIA's driver is too old ({e.Message.ReplaceLineEndings(" ")}); install version 525 or newer, or use --device cpu");
        }
    }

    /// <inheritdoc/>
    public override GpuMemory Allocate(long bytes)
    {
        int error = CudaDriver.MemoryAllocate(out ulong pointer, (nuint)bytes);
        if (error == CudaDriver.OutOfMemory)
            throw new GpuException($"{Name} has {FreeBytes / 1e6:0} MB free, but {bytes / 1e6:0} MB are needed; use a smaller batch");

        Check(error, "taking memory");
        return new CudaMemory(pointer);
    }

    /// <inheritdoc/>
    public override void Upload<T>(GpuMemory memory, long offset, ReadOnlySpan<T> values)
    {
        fixed (T* source = values)
            Check(CudaDriver.CopyToDevice(At(memory, offset), source, (nuint)values.Length * (nuint)sizeof(T), stream), "copying to the device");
    }

    /// <inheritdoc/>
    public override void Download<T>(GpuMemory memory, long offset, Span<T> values)
    {
        fixed (T* destination = values)
        {
            Check(CudaDriver.CopyFromDevice(destination, At(memory, offset), (nuint)values.Length * (nuint)sizeof(T), stream), "copying from the device");
            Synchronize();
        }
    }

    /// <inheritdoc/>
    public override GpuKernel Load(Assembly assembly, string type, string method)
    {
        string name = $"{type}.{method}";
        if (kernels.TryGetValue(name, out CudaKernel? loaded))
            return loaded;

        string assemblyName = assembly.GetName().Name!;
        if (!files.TryGetValue(assemblyName, out PtxFile? file))
            files[assemblyName] = file = PtxFile.Open(assemblyName);

        byte[] image = [.. Encoding.UTF8.GetBytes(file.Text(name)), 0];
        nint module;
        fixed (byte* text = image)
        {
            int error = CudaDriver.ModuleLoad(out module, text, 0, null, null);
            if (error != CudaDriver.Success)
                throw new GpuException($"NVIDIA's driver does not take the kernel {name} ({Describe(error)}); install version 525 or newer, or use --device cpu");
        }

        Check(CudaDriver.ModuleGetFunction(out nint function, module, PtxFile.EntryOf(file.Text(name))), $"finding the kernel {name}");
        Check(CudaDriver.FunctionGetAttribute(out int registers, RegistersAttribute, function), "reading a kernel's registers");
        Check(CudaDriver.FunctionGetAttribute(out int local, LocalBytesAttribute, function), "reading a kernel's memory");
        return kernels[name] = new CudaKernel(module, function, registers, local);
    }

    /// <inheritdoc/>
    public override void Launch(GpuKernel kernel, (int X, int Y, int Z) grid, int threads, ReadOnlySpan<GpuValue> arguments)
    {
        // A view is a pointer and a length of 64 bits, a number 32 bits.
        ulong* values = stackalloc ulong[arguments.Length * 2];
        void** pointers = stackalloc void*[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            GpuValue argument = arguments[i];
            pointers[i] = values + (2 * i);
            values[2 * i] = argument.Memory is { } memory ? At(memory, argument.Offset) : argument.Bits;
            values[(2 * i) + 1] = (ulong)argument.Length;
        }

        Check(
            CudaDriver.LaunchKernel(((CudaKernel)kernel).Function, (uint)grid.X, (uint)grid.Y, (uint)grid.Z, (uint)threads, 1, 1, 0, stream, pointers, null),
            "launching a kernel");
    }

    /// <inheritdoc/>
    public override void Synchronize() => Check(CudaDriver.StreamSynchronize(stream), "waiting for the device");

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (disposed)
            return;

        disposed = true;
        foreach (CudaKernel kernel in kernels.Values)
            _ = CudaDriver.ModuleUnload(kernel.Module);

        _ = CudaDriver.StreamDestroy(stream);
        _ = CudaDriver.PrimaryContextRelease(device);
    }

    /// <summary>Registers a thread of a kernel has, and bytes of memory of its own that did not fit them.</summary>
    /// <param name="kernel">The kernel.</param>
    public static (int Registers, int LocalBytes) Usage(GpuKernel kernel) => (((CudaKernel)kernel).Registers, ((CudaKernel)kernel).LocalBytes);

    private static ulong At(GpuMemory memory, long offset) => ((CudaMemory)memory).Pointer + (ulong)offset;

    private static void Check(int error, string what)
    {
        if (error != CudaDriver.Success)
            throw new GpuException($"the device failed while {what} ({Describe(error)}); the last checkpoint is intact, and --device cpu goes on from it");
    }

    private static string Describe(int error) =>
        CudaDriver.GetErrorName(error, out nint name) == CudaDriver.Success && CudaDriver.GetErrorString(error, out nint text) == CudaDriver.Success
            ? $"{Marshal.PtrToStringUTF8(name)}, {Marshal.PtrToStringUTF8(text)}"
            : $"error {error}";

    private sealed class CudaMemory(ulong pointer) : GpuMemory
    {
        private bool freed;

        public ulong Pointer => pointer;

        public override void Dispose()
        {
            if (!freed)
                _ = CudaDriver.MemoryFree(pointer);

            freed = true;
        }
    }

    private sealed class CudaKernel(nint module, nint function, int registers, int localBytes) : GpuKernel
    {
        public nint Module => module;

        public nint Function => function;

        public int Registers => registers;

        public int LocalBytes => localBytes;
    }
}
