using System.Collections.Generic;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>One computation of one layer.</summary>
/// <param name="Node">The layer.</param>
internal abstract record Step(Node Node)
{
    /// <summary>The only input of the layer kinds that read one map.</summary>
    public Node Input => Node.Inputs[0];

    /// <summary>What it must have.</summary>
    public abstract IEnumerable<Value> Reads { get; }

    /// <summary>What it computes.</summary>
    public abstract IEnumerable<Value> Writes { get; }

    /// <summary>What it computes, as plain loops would: <c>y(i, j, k)</c> is row i, column j, channel k of a map.</summary>
    public abstract string Formula { get; }

    /// <summary>The end of the name of a kernel whose main step this is.</summary>
    public abstract string Suffix { get; }
}
