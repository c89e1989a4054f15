using System.Collections.Generic;
using System.Globalization;
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
            Shape smallest = plan.Graph.Inputs[0].Shape;
            w.Line($"public override global::Kiln.Shape Smallest => new({smallest.Height}, {smallest.Width}, {smallest.Channels});");
            w.Line();
            using (w.Block("public override global::Kiln.Shape OutputFor(int height, int width)"))
            {
                w.Line("RequireSmallest(height, width);");
                (string height, string width) = Extents()[scores];
                w.Line($"return new((int){height}, (int){width}, {scores.Shape.Channels});");
            }

            Resize();
            LoadInput();
            Forward(scores);
            BatchText.Write(w, plan.Graph);
            host.PackParameters();
            host.RunPart();
            LayerOutput();
        }
    }

    private static string Buffer(MapLayout map) => $"{KernelNames.Member(map.Value)}_Buffer";

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

    /// <summary>Rows and columns of every layer, each a variable or a number; layers that meet must agree.</summary>
    private Dictionary<Node, (string Height, string Width)> Extents()
    {
        w.Line("nuint height_0 = (nuint)height, width_0 = (nuint)width;");
        Dictionary<Node, (string Height, string Width)> extents = plan.Graph.Inputs.ToDictionary(
            input => input, input => input.Layer is Input { AnyExtent: true } ? ("height_0", "width_0") : (((Size)input.Shape.Height).Alone, ((Size)input.Shape.Width).Alone));
        foreach (Node node in plan.Graph.Computed)
        {
            Node input = node.Inputs[0];
            (string height, string width) = extents[input];
            foreach (Node other in node.Inputs.Skip(1).Where(other => extents[other] != extents[input]).Distinct())
                w.Line($"RequireEqual(\"{node.Name}\", \"{input.Name}\", {height}, {width}, \"{other.Name}\", {extents[other].Height}, {extents[other].Width}{(node.Layer.ServesSingle ? ", orSingle: true" : "")});");

            Window window = node.Layer.Window;
            extents[node] = (Extent("height", node, window.Vertical.Text(height), height), Extent("width", node, window.Horizontal.Text(width), width));
        }

        return extents;
    }

    /// <summary>A variable for an extent, unless it is a number or that of the layer's input.</summary>
    private string Extent(string side, Node node, string text, string ofInput)
    {
        if (text == ofInput || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return text;

        string name = $"{side}_{(Size)node.Index}";
        w.Line($"nuint {name} = {text};");
        return name;
    }

    private void Resize()
    {
        w.Line();
        using (w.Block("protected override void Resize(int height, int width)"))
        {
            Dictionary<Node, (string Height, string Width)> extents = Extents();
            foreach (Node node in plan.Graph.Nodes)
                w.Line($"({KernelNames.Height(node)}, {KernelNames.Width(node)}) = ({extents[node].Height}, {extents[node].Width});");

            w.Line();
            foreach (MapLayout layout in Maps)
            {
                MapText map = MapText.AnyExtent(layout);
                w.Line($"Grow(ref {Buffer(layout)}, (long){map.Image});");
                if (layout.HasHalo)
                    w.Line($"ClearBorder({KernelNames.Member(layout.Value)}, (int)({map.Image}), (int)({map.Row}), {layout.Top}, {layout.Bottom}, {layout.Left * layout.Shape.Channels}, {layout.Right * layout.Shape.Channels});");
            }

        }
    }

    private void LoadInput()
    {
        w.Line();
        using (w.Block("protected override void LoadInput(int input, ReadOnlySpan<float> map)"))
        {
            HostText.EachInput(w, plan, value =>
            {
                MapText map = MapText.AnyExtent(plan.Layouts[value]);
                w.Line($"Load(map, {KernelNames.Member(value)}, (int)({map.Origin()}), (int)({map.Row}), (int)({map.Width * map.Pixel}));");
            });
        }
    }

    private void Forward(Node scores)
    {
        w.Line();
        using (w.Block("protected override ReadOnlySpan<float> RunForward()"))
        {
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
                w.Line(host.Table.NotStored(node) is { } reason ? $"    throw NotStored(\"{node.Name}\", \"{reason}\");" : $"    return {Whole(host.Table.Stored(node)!)};");
            }

            w.Line("default:");
            w.Line("    throw new ArgumentOutOfRangeException(nameof(layer));");
        }
    }

    /// <summary>The map without its border.</summary>
    private string Whole(Value value)
    {
        MapLayout layout = plan.Layouts[value];
        MapText map = MapText.AnyExtent(layout);
        string name = KernelNames.Member(value);
        return layout.HasHalo
            ? $"Interior({name}, 1, (int){map.Image}, (int){map.Origin()}, (int){map.Height}, (int){map.Row}, (int){map.Width * map.Pixel})"
            : $"{name}.Slice(0, (int){map.Image})";
    }
}
