using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;

namespace Kiln.Gpu.Ilgpu;

/// <summary>A device that ILGPU compiles kernels for when they are first launched: one of OpenCL, or a simulator on the processor.</summary>
/// <remarks>It finds kernels by reflection and needs a compiler at run time: not for natively compiled programs.</remarks>
[RequiresUnreferencedCode("finds kernels by name")]
[RequiresDynamicCode("compiles kernels at run time")]
public sealed class IlgpuDevice : GpuDevice
{
    private readonly Context context;
    private readonly Accelerator accelerator;
    private readonly Dictionary<string, IlgpuKernel> kernels = [];

    private IlgpuDevice(Context context, Accelerator accelerator) => (this.context, this.accelerator) = (context, accelerator);

    /// <inheritdoc/>
    public override string Name => accelerator.Name;

    /// <inheritdoc/>
    public override long FreeBytes => accelerator.MemorySize;

    /// <summary>The simulator: right and slow, for tests and for looking.</summary>
    public static IlgpuDevice OpenSimulator()
    {
        // The warps and groups of NVIDIA's devices.
        Context context = Context.Create(builder => builder.CPU(CPUDeviceKind.Nvidia).Optimize(OptimizationLevel.O2));
        return new IlgpuDevice(context, context.CreateCPUAccelerator(0));
    }

    /// <summary>The first device of OpenCL.</summary>
    /// <exception cref="GpuException">There is none that ILGPU takes.</exception>
    public static IlgpuDevice OpenOpenCl()
    {
        Context context = Context.Create(builder => builder.OpenCL().Optimize(OptimizationLevel.O2));
        if (context.GetCLDevices().Count > 0)
            return new IlgpuDevice(context, context.CreateCLAccelerator(0));

        context.Dispose();
        throw new GpuException("no OpenCL device that ILGPU takes; install the driver of your graphics processor, or use --device cpu");
    }

    /// <inheritdoc/>
    public override GpuMemory Allocate(long bytes) => new IlgpuMemory(accelerator.Allocate1D<byte>(bytes));

    /// <inheritdoc/>
    public override void Upload<T>(GpuMemory memory, long offset, ReadOnlySpan<T> values)
    {
        if (values.Length == 0)
            return;

        ArrayView<T> view = Bytes(memory).SubView(offset, values.Length * (long)Interop.SizeOf<T>()).Cast<T>();
        view.CopyFromCPU(accelerator.DefaultStream, values.ToArray());
        accelerator.DefaultStream.Synchronize();
    }

    /// <inheritdoc/>
    public override void Download<T>(GpuMemory memory, long offset, Span<T> values)
    {
        if (values.Length == 0)
            return;

        T[] copy = new T[values.Length];
        Bytes(memory).SubView(offset, values.Length * (long)Interop.SizeOf<T>()).Cast<T>().CopyToCPU(accelerator.DefaultStream, copy);
        accelerator.DefaultStream.Synchronize();
        copy.CopyTo(values);
    }

    /// <inheritdoc/>
    public override GpuKernel Load(Assembly assembly, string type, string method)
    {
        string name = $"{type}.{method}";
        if (kernels.TryGetValue(name, out IlgpuKernel? loaded))
            return loaded;

        MethodInfo info = assembly.GetType(type)?.GetMethod(method, BindingFlags.Static | BindingFlags.Public)
            ?? throw new GpuException($"{assembly.GetName().Name} has no kernel {name}; build the project again, with a reference to Kiln.Gpu");
        Type[] parameters = [.. info.GetParameters().Select(parameter => parameter.ParameterType)];
        Kernel kernel = accelerator.LoadKernel(info);
        Type launcher = Expression.GetDelegateType([typeof(AcceleratorStream), typeof(KernelConfig), .. parameters, typeof(void)]);
        MethodInfo create = typeof(Kernel).GetMethods().First(one => one is { Name: nameof(Kernel.CreateLauncherDelegate), IsGenericMethodDefinition: true });
        return kernels[name] = new IlgpuKernel((Delegate)create.MakeGenericMethod(launcher).Invoke(kernel, null)!, parameters);
    }

    /// <inheritdoc/>
    public override void Launch(GpuKernel kernel, (int X, int Y, int Z) grid, int threads, ReadOnlySpan<GpuValue> arguments)
    {
        IlgpuKernel known = (IlgpuKernel)kernel;
        object[] values = new object[arguments.Length + 2];
        values[0] = accelerator.DefaultStream;
        values[1] = new KernelConfig(new Index3D(grid.X, grid.Y, grid.Z), new Index3D(threads, 1, 1));
        for (int i = 0; i < arguments.Length; i++)
            values[i + 2] = Argument(arguments[i], known.Parameters[i]);

        known.Launcher.DynamicInvoke(values);
    }

    /// <inheritdoc/>
    public override void Synchronize() => accelerator.Synchronize();

    /// <inheritdoc/>
    public override void Dispose()
    {
        accelerator.Dispose();
        context.Dispose();
    }

    private static ArrayView<byte> Bytes(GpuMemory memory) => ((IlgpuMemory)memory).Buffer.View.BaseView;

    private static object Argument(GpuValue value, Type type)
    {
        if (value.Memory is not { } memory)
            return type == typeof(float) ? (object)BitConverter.UInt32BitsToSingle(value.Bits) : type == typeof(uint) ? (object)value.Bits : unchecked((int)value.Bits);

        return type == typeof(ArrayView<float>) ? View<float>()
            : type == typeof(ArrayView<int>) ? View<int>()
            : type == typeof(ArrayView<ushort>) ? View<ushort>()
            : View<byte>();

        ArrayView<T> View<T>()
            where T : unmanaged =>
            Bytes(memory).SubView(value.Offset, value.Length * Interop.SizeOf<T>()).Cast<T>();
    }

    private sealed class IlgpuMemory(MemoryBuffer1D<byte, Stride1D.Dense> buffer) : GpuMemory
    {
        public MemoryBuffer1D<byte, Stride1D.Dense> Buffer => buffer;

        public override void Dispose() => buffer.Dispose();
    }

    private sealed class IlgpuKernel(Delegate launcher, Type[] parameters) : GpuKernel
    {
        public Delegate Launcher => launcher;

        public Type[] Parameters => parameters;
    }
}
