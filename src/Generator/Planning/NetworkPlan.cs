using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fast;
using Kiln.Generator.Planning.Schedules;

namespace Kiln.Generator.Planning;

/// <summary>How a network is computed.</summary>
/// <param name="Program">What is computed.</param>
/// <param name="Layouts">Every stored map in memory.</param>
/// <param name="Arena">Where the maps lie.</param>
/// <param name="Targets">How each target computes the kernels of the program.</param>
internal sealed record NetworkPlan(
    KernelProgram Program,
    IReadOnlyDictionary<Value, MapLayout> Layouts,
    ArenaPlan Arena,
    IReadOnlyList<TargetPlan> Targets)
{
    public NetworkGraph Graph => Program.Graph;
}

/// <summary>How one target computes the kernels of a network.</summary>
/// <param name="Target">The machine.</param>
/// <param name="Kernels">The kernels of the program in order, with their schedules.</param>
internal sealed record TargetPlan(Target Target, IReadOnlyList<KernelPlan> Kernels)
{
    /// <summary>The layouts of weights that kernels read, each once.</summary>
    public IEnumerable<PackedWeights> Packed => Kernels.Select(kernel => kernel.Packed).OfType<PackedWeights>().Distinct();

    /// <summary>Floats of memory of its own that each thread needs.</summary>
    public int ScratchFloats => Kernels.Select(kernel => kernel.ScratchFloats).DefaultIfEmpty(0).Max();
}

/// <summary>How one kernel is computed.</summary>
/// <param name="Kernel">What it computes.</param>
/// <param name="Schedule">Tiles and order.</param>
/// <param name="MultiplyAdds">Multiply-adds an image, without the padding of lanes.</param>
/// <param name="Packed">The layout of weights it reads; null for a kernel without.</param>
/// <param name="ScratchFloats">Floats each thread needs for itself.</param>
/// <param name="WorkspaceFloats">Floats all threads share between the kernel's runs.</param>
/// <param name="Own">The target with the kernel's own vectors, where they are narrower than the widest.</param>
internal sealed record KernelPlan(
    Kernel Kernel, Schedule Schedule, long MultiplyAdds = 0, PackedWeights? Packed = null, int ScratchFloats = 0, int WorkspaceFloats = 0, Target? Own = null);

/// <summary>In which order a kernel wants a convolution's weights.</summary>
internal enum PackedForm
{
    /// <summary>Panel by panel, in each the weights of all inputs of the window, filters innermost.</summary>
    Forward,

    /// <summary>Filter row by filter row, in each panel by panel, the weights of all filters, inputs innermost.</summary>
    Input,

    /// <summary>Filter row by filter row, in each filter by filter, inputs innermost and padded to whole vectors.</summary>
    FilterRows,

    /// <summary>Transformed filters: multiplication by multiplication, in each panel by panel and input by input, filters innermost.</summary>
    Transformed,

    /// <summary>Transformed filters: multiplication by multiplication, in each panel by panel and filter by filter, inputs innermost.</summary>
    TransformedInput,
}

/// <summary>A copy of a convolution's weights in the order a kernel reads them, made anew when the parameters change.</summary>
/// <param name="Node">The convolution.</param>
/// <param name="Form">The order.</param>
/// <param name="Floats">Its size.</param>
/// <param name="Panels">The panels of the forms that have them.</param>
/// <param name="Algorithm">The transform of the transformed forms.</param>
internal sealed record PackedWeights(Node Node, PackedForm Form, int Floats, IReadOnlyList<Panel> Panels, Winograd? Algorithm = null)
{
    public string Name => $"{Node.Name}_{Form}Weights";
}
