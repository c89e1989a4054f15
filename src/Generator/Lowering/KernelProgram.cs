using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering;

/// <summary>What must be computed: kernels in the order in which they run, forward before backward.</summary>
internal sealed record KernelProgram(NetworkGraph Graph, IReadOnlyList<Kernel> Kernels)
{
    /// <summary>Whether something outside the kernels reads a value: the caller of Forward, or of a layer that is kept.</summary>
    public bool IsRead(Value value) =>
        value.Kind == ValueKind.Activation && (value.Node == Graph.Scores || value.Node.Keep);

    /// <summary>The kernels that need a value from another kernel.</summary>
    public IEnumerable<Kernel> Readers(Value value) => Kernels.Where(kernel => kernel.Reads.Contains(value));

    /// <summary>Whether a value passes through memory.</summary>
    public bool IsStored(Value value) => IsRead(value) || Readers(value).Any() || value == Value.Gradient(Graph.Input);

    /// <summary>The program as text, a kernel a line: for tests and traces.</summary>
    public override string ToString() => string.Join("\n", Kernels);
}
