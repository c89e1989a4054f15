using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning;
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

    private IEnumerable<MapLayout> Maps => plan.Arena.Slots.Select(slot => slot.Layout);

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
            DescriptionText.Write(w, plan);
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
                foreach (Node node in plan.Graph.Nodes.Skip(1).Where(node => node.Layer.Window != Window.None))
                {
                    w.Line($"height = {Extent("height", node.Layer.Window, vertical: true)}; // {node.Name}");
                    w.Line($"width = {Extent("width", node.Layer.Window, vertical: false)};");
                }

                w.Line($"return new(height, width, {scores.Shape.Channels});");
            }

            Forward(scores);
            host.PackParameters();
            host.RunPart();
            LayerOutput();
        }
    }

    private static string Buffer(MapLayout map) => $"{map.Value.Node.Name}_Buffer";

    private static string Extent(string input, Window window, bool vertical) => vertical
        ? Extent(input, window.PadTop + window.PadBottom - window.Height, window.StrideY)
        : Extent(input, window.PadLeft + window.PadRight - window.Width, window.StrideX);

    private static string Extent(string input, int more, int stride) =>
        FormattableString.Invariant($"(({input} {(more < 0 ? "-" : "+")} {Math.Abs(more)}) / {stride}) + 1");

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

    private void Forward(Node scores)
    {
        w.Line();
        using (w.Block("protected override ReadOnlySpan<float> RunForward(ReadOnlySpan<float> input, int height, int width)"))
        {
            Node image = plan.Graph.Input;
            w.Line($"({KernelNames.Height(image)}, {KernelNames.Width(image)}) = ((nuint)height, (nuint)width);");
            foreach (Node node in plan.Graph.Nodes.Skip(1))
            {
                w.Line($"{KernelNames.Height(node)} = {Extent(KernelNames.Height(node.Inputs[0]), node.Layer.Window, vertical: true)};");
                w.Line($"{KernelNames.Width(node)} = {Extent(KernelNames.Width(node.Inputs[0]), node.Layer.Window, vertical: false)};");
            }

            w.Line();
            foreach (MapLayout map in Maps)
            {
                w.Line($"Grow(ref {Buffer(map)}, checked((int){new MapText(map, anyExtent: true).Image}));");
                if (map.HasHalo)
                    w.Line($"{Buffer(map)}.Span.Clear();");
            }

            w.Line();
            MapText first = new(plan.Layouts[Value.Activation(image)], anyExtent: true);
            w.Line($"int row = width * {image.Shape.Channels};");
            w.Line("for (int y = 0; y < height; y++)");
            w.Line($"    input.Slice(y * row, row).CopyTo({KernelNames.Member(first.Layout.Value)}.Slice((int)({MapText.Index(("1", first.Origin()), ("(nuint)y", first.Row))})));");
            w.Line();
            for (int part = 0; part < plan.Program.Kernels.Count; part++)
                host.Run(part);

            w.Line();
            w.Line($"return {Whole(plan.Layouts[Value.Activation(scores)])};");
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
                w.Line(plan.Layouts.TryGetValue(Value.Activation(node), out MapLayout? layout)
                    ? $"    return {Whole(layout)};"
                    : $"    throw NotStored(\"{node.Name}\", \"it stays in the registers of {PlanTable.Forward(plan, node)!.Name}\");");
            }

            w.Line("default:");
            w.Line("    throw new ArgumentOutOfRangeException(nameof(layer));");
        }
    }

    /// <summary>The map without its border.</summary>
    private static string Whole(MapLayout layout)
    {
        MapText map = new(layout, anyExtent: true);
        string name = KernelNames.Member(layout.Value);
        return layout.HasHalo
            ? $"Interior({name}, 1, (int){map.Image}, (int){map.Origin()}, (int){map.Height}, (int){map.Row}, (int){map.Width * map.Pixel})"
            : $"{name}.Slice(0, (int){map.Image})";
    }
}
