using System.Collections.Generic;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Rendering;
using Kiln.Generator.Rendering.Gpu;

namespace Kiln.Generator;

/// <summary>Graphics processors: kernels that ILGPU compiles, fused and planned by rules of their own.</summary>
internal sealed class GpuBackEnd : IBackEnd
{
    /// <summary>What does not fit the memory of a device is known when one is opened.</summary>
    public bool MayExceedLimits(NetworkGraph graph) => false;

    public Problem? Check(KernelProgram program) => null;

    /// <summary>Outputs are read from the device by name; the processor's kernels say what can be.</summary>
    public IReadOnlyDictionary<string, string> NotStored(KernelProgram program) => new Dictionary<string, string>();

    public IReadOnlyList<RenderedFile> Compile(KernelProgram program, ICollection<Problem> problems) => [GpuFile.Render(GpuPlan.For(program))];
}
