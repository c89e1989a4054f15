using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>The host file of a network for maps of any extent: extents and buffers follow the map of each call.</summary>
internal sealed class MapHostFile
{
    private readonly NetworkPlan plan;
    private readonly SourceWriter w;
    private readonly HostText host;

    private MapHostFile(NetworkPlan plan, IReadOnlyList<TargetText> targets)
    {
        this.plan = plan;
        w = FileText.Begin(plan);
        host = new HostText(plan, targets, w);
    }

    private string Name => plan.Graph.Declaration.Identifier;

    private IEnumerable<MapLayout> Maps => plan.Memory.Slots.Select(slot => slot.Layout);

    public static RenderedFile Render(NetworkPlan plan, IReadOnlyList<TargetText> targets)
    {
        MapHostFile file = new(plan, targets);
        file.Write();
        return FileText.End(plan, "Host", file.w);
    }

    private void Write()
    {
        Node scores = plan.Graph.Scores;
        using (host.Class("global::Kiln.MapNetwork"))
        {
            DescriptionText.Write(w, plan, host.Table);
            w.Line();
            host.ParameterMembers();
            w.Line();
            foreach (MapLayout map in Maps)
                w.Line($"private AlignedBuffer<float> {Buffer(map)} = new(0);");

            foreach (Node node in plan.Graph.Nodes)
                w.Line($"private nuint {KernelNames.Height(node)}, {KernelNames.Width(node)};");

            Constructor();
            host.Layers();
            foreach (MapLayout map in Maps)
                w.Line().Line($"private Span<float> {KernelNames.Member(map.Value)} => {Buffer(map)}.Span;");

            w.Line();
            w.Line($"public override global::Kiln.Shape Smallest => new({plan.Graph.Input.Shape.Height}, {plan.Graph.Input.Shape.Width}, {plan.Graph.Input.Shape.Channels});");
            w.Line();
            using (w.Block("public override global::Kiln.Shape OutputFor(int height, int width)"))
            {
                w.Line("RequireSmallest(height, width);");
                Extents(Needed(scores));
                w.Line($"return new((int){Height(scores)}, (int){Width(scores)}, {scores.Shape.Channels});");
            }

            Forward(scores);
            host.PackParameters();
            host.RunPart();
            LayerOutput();
        }
    }

    private static string Buffer(MapLayout map) => $"{KernelNames.Member(map.Value)}_Buffer";

    private static string Height(Node node) => $"height_{((Size)node.Index)}";

    private static string Width(Node node) => $"width_{((Size)node.Index)}";

    private void Constructor()
    {
        w.Line();
        w.Line("/// <summary>Builds the network on parameters that others may share.</summary>");
        w.Line("/// <param name=\"parameters\">The parameters.</param>");
        w.Line("/// <param name=\"threads\">How many threads share the work; 0 for one a processor.</param>");
        w.Line($"public {Name}({host.ParametersType} parameters, int threads = 0)");
        w.Line($"    : base({DescriptionText.Field}, parameters, threads)");
        using (w.Block())
        {
            host.Allocate();
            host.DeclareLayers();
        }
    }

    /// <summary>Rows and columns of every layer, as variables; layers that meet must agree.</summary>
    private void Extents(ICollection<Node> nodes)
    {
        Node image = plan.Graph.Input;
        if (nodes.Contains(image))
            w.Line($"nuint {Height(image)} = (nuint)height, {Width(image)} = (nuint)width;");

        foreach (Node node in plan.Graph.Nodes.Skip(1).Where(nodes.Contains))
        {
            Node input = node.Inputs[0];
            foreach (Node other in node.Inputs.Skip(1).Where(_ => node.Layer is Add or Concat).Distinct())
                w.Line($"RequireEqual(\"{node.Name}\", \"{input.Name}\", {Height(input)}, {Width(input)}, \"{other.Name}\", {Height(other)}, {Width(other)});");

            w.Line($"nuint {Height(node)} = {node.Layer.Window.Vertical.Text(Height(input))}, {Width(node)} = {node.Layer.Window.Horizontal.Text(Width(input))};");
        }
    }

    /// <summary>The layers from whose extents those of the scores follow: a pool over the whole map needs none.</summary>
    private HashSet<Node> Needed(Node scores)
    {
        HashSet<Node> needed = [scores];
        foreach (Node node in plan.Graph.Nodes.Reverse())
            if (needed.Contains(node) && !node.Layer.Window.IsWholeMap)
                needed.UnionWith(node.Inputs);

        return needed;
    }

    private void Forward(Node scores)
    {
        w.Line();
        using (w.Block("protected override ReadOnlySpan<float> RunForward(ReadOnlySpan<float> input, int height, int width)"))
        {
            Extents([.. plan.Graph.Nodes]);
            foreach (Node node in plan.Graph.Nodes)
                w.Line($"({KernelNames.Height(node)}, {KernelNames.Width(node)}) = ({Height(node)}, {Width(node)});");

            w.Line();
            foreach (MapLayout layout in Maps)
            {
                MapText map = new(layout, anyExtent: true);
                w.Line($"Grow(ref {Buffer(layout)}, (long)({map.Image}));");
                if (layout.HasHalo)
                    w.Line($"ClearBorder({KernelNames.Member(layout.Value)}, (int)({map.Image}), (int)({map.Row}), {layout.Top}, {layout.Bottom}, {layout.Left * layout.Shape.Channels}, {layout.Right * layout.Shape.Channels});");
            }

            w.Line();
            MapText first = new(plan.Layouts[plan.Program.Image], anyExtent: true);
            w.Line($"int row = width * {plan.Graph.Input.Shape.Channels};");
            w.Line("for (int y = 0; y < height; y++)");
            w.Line($"    input.Slice(y * row, row).CopyTo({KernelNames.Member(first.Layout.Value)}.Slice((int)({MapText.Index(("1", first.Origin()), ("(nuint)y", first.Row))})));");
            w.Line();
            for (int part = 0; part < plan.Program.Kernels.Count; part++)
            {
                if (plan.Program.Kernels[part].Pass != Pass.Parameters)
                    host.Run(part);
            }

            w.Line();
            w.Line($"return {Whole(plan.Program.Outputs[scores])};");
        }
    }

    private void LayerOutput()
    {
        w.Line();
        using (w.Block("protected override ReadOnlySpan<float> LayerOutput(int layer)"))
        using (w.Block("switch (layer)"))
        {
            foreach (Node node in plan.Graph.Nodes)
            {
                w.Line($"case {node.Index}:");
                w.Line(host.Table.Stored(node) is { } value
                    ? $"    return {Whole(value)};"
                    : $"    throw NotStored(\"{node.Name}\", \"it stays in the registers of {host.Table.Forward(node)}\");");
            }

            w.Line("default:");
            w.Line("    throw new ArgumentOutOfRangeException(nameof(layer));");
        }
    }

    /// <summary>The map without its border.</summary>
    private string Whole(Value value)
    {
        MapLayout layout = plan.Layouts[value];
        MapText map = new(layout, anyExtent: true);
        string name = KernelNames.Member(value);
        return layout.HasHalo
            ? $"Interior({name}, 1, (int){map.Image}, (int){map.Origin()}, (int){map.Height}, (int){map.Row}, (int){map.Width * map.Pixel})"
            : $"{name}.Slice(0, (int){map.Image})";
    }
}
