using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Layers;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>The network's description as an object: what inspection, checkpoints and tests read.</summary>
internal static class DescriptionText
{
    public const string Field = "Compiled_Description";

    public static void Write(SourceWriter w, NetworkPlan plan, PlanTable table)
    {
        NetworkGraph graph = plan.Graph;

        // Many kernels share a reason, and reasons are long.
        Dictionary<string, string> reasons = [];
        foreach (string reason in plan.Targets.SelectMany(target => target.Kernels).Select(kernel => kernel.Schedule.Reason).Where(reason => !reasons.ContainsKey(reason)))
        {
            reasons[reason] = $"Reason_{reasons.Count}";
            w.Line($"private const string {reasons[reason]} = {Quote(reason)};");
        }

        string[] lists =
        [
            List(w, "Layer", graph.Nodes.Select(node => Layer(plan, table, node))),
            List(w, "Parameter", PlacedParameter.All(graph).Select(Parameter)),
            List(w, "Kernel", Enumerable.Range(0, plan.Program.Kernels.Count).Select(index => Kernel(plan, reasons, index))),
            List(w, "Buffer", plan.Memory.Slots.Select(Buffer)),
        ];
        w.Line();
        w.Line($"private static readonly global::Kiln.NetworkDescription {Field} = new(");
        w.Line($"    {Quote(graph.Declaration.ParametersOwner.Length > 0 ? graph.Declaration.ParametersOwner : graph.Declaration.FullName)},");
        foreach (string list in lists)
            w.Line($"    {list},");

        w.Line($"    new({string.Join(", ", Memory(plan).Select(floats => ((Size)floats).ToString()))}){(graph.AnyExtent ? "" : $", {Quote(Costs(plan))}")});");
    }

    /// <summary>What every kernel has to do, and what else was considered: predictions are made of it.</summary>
    private static string Costs(NetworkPlan plan)
    {
        IReadOnlyList<KernelCost> kernels = KernelCosts.Of(plan);
        return new NetworkCosts(KernelCosts.Weights(plan), kernels, Alternatives.Of(plan, kernels)).ToString();
    }

    private static IEnumerable<long> Memory(NetworkPlan plan) =>
    [
        plan.Memory.Call.Floats,
        plan.Memory.Chunk.Floats,
        plan.Memory.Chunk.Floats > 0 ? plan.SegmentImages : 0,
        plan.Memory.ChannelFloats,
        .. plan.Targets.Select(target => target.Packed.Sum(packed => packed.MemoryFloats) + target.Kernels.Sum(kernel => kernel.WorkspaceFloats)),
        .. plan.Targets.Select(target => target.ScratchFloats),
        .. plan.Targets.Select(target => target.Packed.Where(packed => packed.IsHalf).Sum(packed => packed.Floats)) is var halves && halves.Any(count => count > 0) ? halves : [],
    ];

    /// <summary>Writes methods that make the items of a list, some each: one method for all items of a large network would take the JIT compiler much memory, which the
    /// process keeps.</summary>
    /// <returns>An expression for the list.</returns>
    private static string List(SourceWriter w, string kind, IEnumerable<string> items)
    {
        const int Most = 32;
        string[] all = [.. items];
        List<string> methods = [];
        for (int first = 0; first < all.Length; first += Most)
        {
            string method = FormattableString.Invariant($"Compiled_{kind}s{methods.Count}");
            methods.Add($".. {method}()");
            w.Line();
            w.Line($"private static global::Kiln.{kind}Description[] {method}() =>");
            w.Line("[");
            foreach (string item in all.Skip(first).Take(Most))
                w.Line($"    new({item}),");

            w.Line("];");
        }

        return $"[{string.Join(", ", methods)}]";
    }

    private static string Layer(NetworkPlan plan, PlanTable table, Node node)
    {
        Window window = node.Layer.Window;
        string inputs = string.Join(", ", node.Inputs.Select(input => Quote(input.Name)));
        (int height, int width) = plan.Graph.AnyExtent && node.Layer is not Input { AnyExtent: false } ? (0, 0) : (node.Shape.Height, node.Shape.Width);
        (int depth, int filters) = node.Layer switch
        {
            Conv conv => (node.InputShape.Channels / conv.Groups, conv.Filters),
            ConvTranspose conv => (node.InputShape.Channels / conv.Groups, conv.Filters),
            _ => (0, 0),
        };
        string options = string.Join(", ", node.Layer.Options.Concat(node.PassesThrough ? [("TrainingOnly", 1.0)] : []).Select(option => $"new({Quote(option.Name)}, {Number(option.Value)})"));
        return string.Join(
            ", ",
            Quote(node.Name),
            Quote(node.Layer.Kind),
            $"[{inputs}]",
            $"new({height}, {width}, {node.Shape.Channels})",
            $"new({window.Height}, {window.Width}, {window.StrideY}, {window.StrideX}, {window.PadTop}, {window.PadBottom}, {window.PadLeft}, {window.PadRight}, {window.DilationY}, {window.DilationX})",
            $"[{options}]",
            depth,
            filters,
            Quote(table.Forward(node) ?? ""),
            Boolean(table.IsStored(node))
                + (node.Shares ? $", WeightsOf: {Quote(node.ParametersOf)}" : "")
                + (node.Layer is OwnFunction function ? $", Formula: {Quote(OwnFunctionLowering.Formula(function))}" : "")
                + (node.Layer is Loss loss ? $", Labels: global::Kiln.LossLabels.{loss.Labels}" : ""));
    }

    private static string Parameter(PlacedParameter parameter) => string.Join(
        ", ",
        Quote(parameter.Name),
        $"[{string.Join(", ", parameter.Array.Dimensions)}]",
        parameter.Offset,
        parameter.Length,
        parameter.Array.FanIn,
        Number(parameter.Array.Start),
        $"global::Kiln.ParameterUpdate.{parameter.Array.Update}",
        Number(parameter.Array.LearningRate),
        Number(parameter.Array.WeightDecay) + Spread(parameter.Array));

    /// <summary>What only random weights have.</summary>
    private static string Spread(ParameterArray array)
    {
        if (array.FanOut == 0)
            return "";

        string initialization = array.Deviation > 0 ? $"Gaussian({Number(array.Deviation)})"
            : array.Initialization == WeightInitialization.Given ? ""
            : array.Initialization.ToString();
        return FormattableString.Invariant($", FanOut: {array.FanOut}") + (initialization.Length == 0 ? "" : $", Initialization: global::Kiln.Initialization.{initialization}");
    }

    private static string Kernel(NetworkPlan plan, IReadOnlyDictionary<string, string> reasons, int index)
    {
        Kernel kernel = plan.Program.Kernels[index];
        string pass = kernel.Pass == Pass.BackwardOnRequest ? nameof(Pass.Backward) : kernel.Pass.ToString();
        return string.Join(
            ", ",
            Quote(plan.Names[kernel]),
            Quote(pass),
            string.Join(", ", plan.Targets.Select(target => reasons[target.Kernels[index].Schedule.Reason])),
            plan.Targets[0].Kernels[index].MultiplyAdds);
    }

    private static string Buffer(ArenaSlot slot) => string.Join(
        ", ", Quote(slot.Layout.Value.Name), slot.Offset, slot.Floats, slot.First, slot.Last);

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    private static string Boolean(bool value) => value ? "true" : "false";

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity" : value.ToString("R", CultureInfo.InvariantCulture);
}
