using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning;

namespace Kiln.Generator.Rendering;

/// <summary>The plan as a table, a line a layer: it heads the generated class.</summary>
internal static class PlanTable
{
    public static IEnumerable<string> Lines(NetworkPlan plan)
    {
        List<string[]> rows = [["layer", "kind", "output", "parameters", "kernel", "bytes an image"]];
        rows.AddRange(plan.Graph.Nodes.Select(node => Row(plan, node)));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            yield return string.Join("  ", row.Select((cell, column) => column is 3 or 5 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
    }

    /// <summary>One line about a layer, which an editor shows at the user's property.</summary>
    public static string Summary(NetworkPlan plan, Node node)
    {
        int parameters = ParameterCount(node);
        List<string> parts = [node.Layer.Summary(node.InputShape)];
        if (node.Inputs.Count > 0 && node.Layer is Conv)
            parts.Add(FormattableString.Invariant($"{node.InputShape.Channels}→{node.Shape.Channels} channels"));

        if (!node.Layer.TrainingOnly && !plan.Graph.AnyExtent)
            parts.Add($"output {node.Shape}");

        if (parameters > 0)
            parts.Add($"{Number(parameters)} parameters");

        if (Forward(plan, node) is { } kernel)
            parts.Add($"in {kernel.Name}");

        return string.Join(", ", parts);
    }

    /// <summary>The kernel that computes a layer's output.</summary>
    public static Kernel? Forward(NetworkPlan plan, Node node) =>
        plan.Program.Kernels.LastOrDefault(kernel => kernel.Direction == Direction.Forward && kernel.Steps.Any(step => step.Node == node));

    private static string[] Row(NetworkPlan plan, Node node)
    {
        int parameters = ParameterCount(node);
        string output = node.Layer.TrainingOnly ? "1" : plan.Graph.AnyExtent ? FormattableString.Invariant($"any×{node.Shape.Channels}") : node.Shape.ToString();
        string bytes = node.Layer.TrainingOnly ? ""
            : !plan.Layouts.TryGetValue(Value.Activation(node), out MapLayout? layout) ? "in registers"
            : plan.Graph.AnyExtent ? "by extent" : Number(layout.ImageElements * sizeof(float));

        return [node.Name, node.Layer.Summary(node.InputShape), output, parameters == 0 ? "" : Number(parameters), Forward(plan, node)?.Name ?? "", bytes];
    }

    private static int ParameterCount(Node node) =>
        node.Parameters.Sum(array => array.Dimensions.Aggregate(1, (product, extent) => product * extent));

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
