using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>What else could have been done than what a plan does, each with its predicted time: other transforms, gradients at winners or everywhere, other numbers of images at a time.</summary>
internal sealed class Alternatives
{
    private const int VectorBits = 512;

    private readonly NetworkPlan plan;
    private readonly IReadOnlyList<KernelCost> costs;
    private readonly HashSet<Value> near;
    private readonly long weights;
    private readonly Dictionary<string, IReadOnlyList<Choice>> known = [];

    private Alternatives(NetworkPlan plan, IReadOnlyList<KernelCost> costs)
    {
        (this.plan, this.costs) = (plan, costs);
        near = [.. plan.Memory.Chunk.Slots.Select(slot => slot.Layout.Value)];
        weights = KernelCosts.Weights(plan);
    }

    private KernelProgram Program => plan.Program;

    /// <summary>Images of the calls that decisions are made for.</summary>
    private int Images => plan.Graph.Trainable ? WinogradChoice.TypicalBatch : 1;

    /// <summary>The choices of every kernel: of a convolution's kernels the first has them, of a segment's too. What runs again was chosen when it ran first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="costs">The costs of its kernels.</param>
    public static IReadOnlyList<IReadOnlyList<Choice>> Of(NetworkPlan plan, IReadOnlyList<KernelCost> costs)
    {
        Alternatives alternatives = new(plan, costs);
        List<Choice>[] choices = [.. costs.Select(_ => new List<Choice>())];
        foreach (IGrouping<(Node Node, Pass Pass), int> group in Enumerable.Range(0, costs.Count)
            .Where(index => plan.Program.Kernels[index] is { Main: ConvStep { Geometry.IsDepthwise: false }, Pass: not Pass.BackwardOnRequest, First: null })
            .GroupBy(index => (plan.Program.Kernels[index].Main.Node, plan.Program.Kernels[index].Pass)))
        {
            choices[group.First()].AddRange(alternatives.OfConvolution([.. group]));
        }

        // One image is one at a time, whatever the number.
        foreach (Segment segment in plan.Segments.Where(segment => alternatives.Images > 1 && segment.Images > 0 && segment.End > segment.First + 1))
            choices[segment.First].Add(alternatives.OfSegment(segment));

        return choices;
    }

    private Choice OfSegment(Segment segment)
    {
        int[] numbers = [segment.Images, .. SegmentChoice.Few.Where(images => images != segment.Images && images < Images), 0];
        return new Choice("images at a time", Images, [.. numbers.Select(images => (
            images == 0 ? "all" : FormattableString.Invariant($"{images}"),
            Enumerable.Range(segment.First, segment.End - segment.First).Sum(index => Seconds(costs[index] with { Images = images }))))]);
    }

    private IReadOnlyList<Choice> OfConvolution(IReadOnlyList<int> kernels)
    {
        // Layers of equal sizes, planned in the same way, have the same alternatives.
        ConvStep step = (ConvStep)Program.Kernels[kernels[0]].Main;
        string key = $"{step.Geometry} {Program.Kernels[kernels[0]].Pass} {string.Join(";", kernels.Select(index => costs[index]))}";
        if (!known.TryGetValue(key, out IReadOnlyList<Choice>? choices))
        {
            PlainConvolution plain = PlainConvolution.Of(Program, [.. kernels.Select(index => Program.Kernels[index])]);
            known[key] = choices = [.. OfConvolution(plain, step.Geometry, kernels).Where(choice => choice.Options.Count > 1)];
        }

        return choices;
    }

    private IEnumerable<Choice> OfConvolution(PlainConvolution plain, ConvGeometry geometry, IReadOnlyList<int> kernels)
    {
        int images = costs[kernels[0]].Images;
        Winograd? chosen = plain.Algorithm;
        double taken = kernels.Sum(index => Seconds(costs[index])) + (plain.Route is null ? 0 : Seconds([plain.Route], images));
        Winograd[] transforms = plan.Graph.Declaration.Winograd && plain.IsInPlace ? [.. WinogradChoice.Candidates(geometry, plain.Pool, plan.Graph.Trainable)] : [];
        bool together = plain.IsTogether;
        if (plain.Routed is { } routed)
        {
            Winograd? best = transforms.Length == 0 ? null : WinogradChoice.Best(geometry, Window.None, plan.Graph);
            double everywhere = Seconds([routed.Route, .. By(plain.Kernels, best, together)], images);
            double winners = Seconds(routed.AtWinners, images);
            yield return plain.AtWinners
                ? new Choice("gradients", Images, [("at the winners", taken), ("everywhere", everywhere)])
                : new Choice("gradients", Images, [("everywhere", taken), ("at the winners", winners)]);
        }

        if (plain.AtWinners)
            yield break;

        double route = plain.Route is null ? 0 : Seconds([plain.Route], images);
        yield return new Choice("transform", Images,
        [
            (chosen?.ToString() ?? "plain", taken),
            .. transforms.Where(other => !other.Equals(chosen)).Select(other => (other.ToString(), route + Seconds(By(plain.Kernels, other, WinogradChoice.GoesTogether(geometry, other, plain.IsForward)), images))),
            .. chosen is null ? [] : new[] { ("plain", route + Seconds(plain.Kernels, images)) },
        ]);

        if (chosen is not null && (plain.IsForward || together))
        {
            yield return new Choice("steps of the transform", Images,
            [
                (together ? "together" : "apart", taken),
                (together ? "apart" : "together", Seconds(By(plain.Kernels, chosen, !together), images)),
            ]);
        }
    }

    private IReadOnlyList<Kernel> By(IReadOnlyList<Kernel> plain, Winograd? algorithm, bool together) =>
        algorithm is null ? plain : WinogradPass.By(Program, plain, algorithm, together);

    private double Seconds(KernelCost cost) => CostModel.Measured.Predict(cost, Images, VectorBits, weights).Seconds;

    /// <summary>The time of kernels that are not in the plan: what passes between them lies where the plan's maps do.</summary>
    private double Seconds(IReadOnlyList<Kernel> kernels, int images)
    {
        Dictionary<Value, MapLayout> between = [];
        foreach (Kernel kernel in kernels)
        {
            foreach (Value value in kernel.Writes.Except(kernel.InRegisters).Where(value => value.IsMap && !plan.Layouts.ContainsKey(value)))
                between[value] = kernel.Main is WinogradStep step && step.WrittenTiles == value ? new TileLayout(value, step) : new MapLayout(value);
        }

        Dictionary<Kernel, string> names = kernels.ToDictionary(kernel => kernel, _ => "");
        KernelPlanner[] planners = [.. Target.All.Select(target => new KernelPlanner(Program, names, target))];
        return kernels.Sum(kernel => Seconds(KernelCosts.Of([.. planners.Select(planner => planner.Plan(kernel, images))], LayoutOf, value => near.Contains(value) || (images > 0 && between.ContainsKey(value)), images)));

        MapLayout? LayoutOf(Value value) => plan.Layouts.TryGetValue(value, out MapLayout? layout) || between.TryGetValue(value, out layout) ? layout : null;
    }
}
