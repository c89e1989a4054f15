using System.Collections.Generic;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Rendering;

namespace Kiln.Generator;

/// <summary>A kind of machine. What is common to all ends with the steps that must be computed and what may legally be merged; from there on every back end has a
/// program, layouts and memory of its own.</summary>
internal interface IBackEnd
{
    /// <summary>Whether the graph is so large that only a plan can tell whether it fits.</summary>
    bool MayExceedLimits(NetworkGraph graph);

    /// <summary>What does not fit this machine; null if all does.</summary>
    Problem? Check(KernelProgram program);

    /// <summary>The layers whose outputs a caller cannot read, each with the reason.</summary>
    IReadOnlyDictionary<string, string> NotStored(KernelProgram program);

    /// <summary>The files of the network for this machine.</summary>
    /// <param name="program">The steps of the network, one a kernel.</param>
    /// <param name="problems">Gets what does not fit; then there are no files.</param>
    IReadOnlyList<RenderedFile> Compile(KernelProgram program, ICollection<Problem> problems);
}
