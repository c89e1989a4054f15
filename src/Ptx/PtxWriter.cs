using System.Reflection;
using System.Text;
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

    /// <summary>The PTX of some kernels, each after a line with its name.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="architecture">80 or 90.</param>
    public static string Write(IReadOnlyList<MethodInfo> kernels, int architecture)
    {
        using Context context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2));
        using PTXBackend backend = new(context, new CudaArchitecture(architecture / 10, architecture % 10), InstructionSet, null!);
        StringBuilder text = new();
        foreach (MethodInfo kernel in kernels)
        {
            string name = $"{kernel.DeclaringType!.FullName}.{kernel.Name}";
            if (backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default) is not PTXCompiledKernel compiled)
                throw new InvalidOperationException($"{name} has no PTX");

            text.Append(PtxFile.Mark).Append(name).Append('\n').Append(compiled.PTXAssembly.ReplaceLineEndings("\n")).Append('\n');
        }

        return text.ToString();
    }
}
