using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;

namespace Kiln.Generator.Rendering;

/// <summary>The plan as a table, a line a layer: it heads the generated class.</summary>
internal sealed class PlanTable
{
    private readonly NetworkPlan plan;
    private readonly Dictionary<Node, Kernel> forward = [];

    public PlanTable(NetworkPlan plan)
    {
        this.plan = plan;
        foreach (Kernel kernel in plan.Program.Kernels.Where(kernel => kernel.Pass == Pass.Forward))
            foreach (Node node in kernel.Layers)
                forward[node] = kernel;
    }

    public IEnumerable<string> Lines()
    {
        List<string[]> rows = [["layer", "kind", "output", "parameters", "kernel", "bytes per image"]];
        rows.AddRange(plan.Graph.Nodes.Select(Row));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            yield return string.Join("  ", row.Select((cell, column) => column is 3 or 5 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
    }

    /// <summary>One line about a layer, which an editor shows at the user's property.</summary>
    public string Summary(Node node)
    {
        long parameters = ParameterCount(node);
        List<string> parts = [node.Summary];
        if (node.Layer is Conv)
            parts.Add(FormattableString.Invariant($"{node.InputShape.Channels}→{node.Shape.Channels} channels"));

        if (!node.Layer.TrainingOnly && !plan.Graph.AnyExtent)
            parts.Add($"output {node.Shape}");

        if (parameters > 0)
            parts.Add($"{Number(parameters)} parameters");

        if (Forward(node) is { } kernel)
            parts.Add($"in {kernel}");

        return string.Join(", ", parts);
    }

    /// <summary>The name of the kernel that computes a layer's output; null for the input, and for a layer that changes nothing.</summary>
    public string? Forward(Node node) => forward.TryGetValue(node, out Kernel? kernel) ? plan.Names[kernel] : null;

    /// <summary>The value that is a layer's output, if it is stored.</summary>
    public Value? Stored(Node node) => plan.Program.Outputs.TryGetValue(node, out Value? value) && plan.IsReadable(value) ? value : null;

    /// <summary>Whether a layer's output is written to memory; of a network that computes maps again, whether it is also there after a step.</summary>
    public bool IsStored(Node node) => Stored(node) is not null && !(plan.Graph.Recomputes && NotStored(node) is not null);

    /// <summary>Why a caller cannot read a layer's output; null if it can.</summary>
    public string? NotStored(Node node)
    {
        if (node.Layer.TrainingOnly)
            return null;

        if (Stored(node) is not { } value)
            return $"it stays in the registers of {Forward(node)}";

        if (plan.Layouts[value].Whole is { } whole)
            return $"it is a part of {whole.Value.Node.Name}";

        // A map that lives to the end of the run is still there when a caller asks. At any extent every map has memory of its own.
        bool stays = plan.Graph.AnyExtent || (plan.Memory.Call.Has(value)
            && (plan.Graph is { Trainable: true, Recomputes: false } || plan.Program.ReadByCaller.Contains(value) || !plan.Memory.Call.IsShared(plan.Memory.Of(value))));
        return stays ? null : "its memory is used again by a later layer";
    }

    private string[] Row(Node node)
    {
        long parameters = ParameterCount(node);
        string output = node.Layer.TrainingOnly ? "1" : plan.Graph.AnyExtent ? FormattableString.Invariant($"any×{node.Shape.Channels}") : node.Shape.ToString();
        string bytes = node.Layer.TrainingOnly ? ""
            : Stored(node) is not { } value ? "in registers"
            : value.Node != node ? $"as {value.Node.Name}"
            : plan.Layouts[value].Whole is { } whole ? $"in {whole.Value.Node.Name}"
            : plan.Graph.AnyExtent ? "by extent" : Number(plan.Layouts[value].ImageElements * sizeof(float));

        return [node.Name, node.Summary, output, parameters == 0 ? "" : Number(parameters), Forward(node) ?? "", bytes];
    }

    private static long ParameterCount(Node node) => node.Parameters.Sum(array => array.Count);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
