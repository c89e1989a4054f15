using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using Kiln.Gpu;
using Kiln.Gpu.Cuda;

namespace Kiln.Ptx;

/// <summary>Compiles the kernels of an assembly with ILGPU, without a driver.</summary>
public static class PtxWriter
{
    /// <summary>The version of PTX: what drivers from 525 on take.</summary>
    private static readonly CudaInstructionSet InstructionSet = CudaInstructionSet.ISA_80;

    /// <summary>The kernels of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IReadOnlyList<MethodInfo> Kernels(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GpuKernelsAttribute)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public)),
    ];

    /// <summary>The PTX of some kernels, each after a line with its name. Each processor compiles some of them.</summary>
    /// <param name="kernels">The kernels.</param>
    public static string Write(IReadOnlyList<MethodInfo> kernels)
    {
        string[] texts = new string[kernels.Count];
        int workers = Math.Min(Environment.ProcessorCount, kernels.Count);
        Parallel.For(0, workers, worker =>
        {
            using Context context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2));
            using PTXBackend backend = new(context, CudaArchitecture.SM_80, InstructionSet, null!);
            for (int index = worker; index < kernels.Count; index += workers)
                texts[index] = Compile(backend, kernels[index]);
        });
        return string.Concat(texts);
    }

    private static string Compile(PTXBackend backend, MethodInfo kernel)
    {
        string name = $"{kernel.DeclaringType!.FullName}.{kernel.Name}";
        return backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default) is PTXCompiledKernel compiled
            ? $"{PtxFile.Mark}{name}\n{compiled.PTXAssembly.ReplaceLineEndings("\n")}\n"
            : throw new InvalidOperationException($"{name} has no PTX");
    }
}
