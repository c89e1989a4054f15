using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>The host file of a network for images of one size: members, memory, and the order of kernels.</summary>
internal sealed class ImageHostFile
{
    private readonly NetworkPlan plan;
    private readonly SourceWriter w;
    private readonly HostText host;

    private ImageHostFile(NetworkPlan plan, IReadOnlyList<TargetText> targets)
    {
        this.plan = plan;
        w = FileText.Begin(plan);
        host = new HostText(plan, targets, w);
    }

    private string Name => plan.Graph.Declaration.Identifier;

    private bool IsVariant => plan.Graph.Declaration.Variant is not null;

    private MapText Input => new(plan.Layouts[Value.Activation(plan.Graph.Input)], anyExtent: false);

    public static RenderedFile Render(NetworkPlan plan, IReadOnlyList<TargetText> targets)
    {
        ImageHostFile file = new(plan, targets);
        file.Write();
        return FileText.End(plan, "Host", file.w);
    }

    private void Write()
    {
        string bases = plan.Graph.Trainable ? "global::Kiln.TrainableNetwork" : "global::Kiln.ImageNetwork";
        using (host.Class(IsVariant ? bases : $"{bases}, global::Kiln.IDeclaredNetwork"))
        {
            DescriptionText.Write(w, plan);
            w.Line();
            w.Line("/// <summary>All maps, at their places a float an image times the capacity.</summary>");
            w.Line("private readonly AlignedBuffer<float> Map_Arena;");
            w.Line();
            host.ParameterMembers();
            Constructors();
            host.Layers();
            Maps();
            w.Line();
            w.Line($"protected override int ScoresLayer => {plan.Graph.Scores.Index};");
            if (!IsVariant)
                w.Line().Line($"static global::Kiln.NetworkDescription global::Kiln.IDeclaredNetwork.Description => {DescriptionText.Field};");

            LoadInput();
            Forward();
            if (plan.Graph.Trainable)
                Backward();

            host.PackParameters();
            host.RunPart();
            LayerOutput();
        }
    }

    private void Constructors()
    {
        int capacity = plan.Graph.Trainable ? 100 : 1;
        if (!IsVariant)
        {
            w.Line();
            w.Line("/// <summary>Builds the network with random weights of its own.</summary>");
            w.Line("/// <param name=\"capacity\">The most images of one call.</param>");
            w.Line("/// <param name=\"threads\">How many threads share the work; 0 for one a processor.</param>");
            w.Line("/// <param name=\"seed\">The same seed gives the same weights.</param>");
            w.Line($"public {Name}(int capacity = {capacity}, int threads = 0, int seed = 1)");
            w.Line($"    : this(new {host.ParametersType}(seed), capacity, threads)");
            w.Line("{");
            w.Line("}");
        }

        w.Line();
        w.Line("/// <summary>Builds the network on parameters that others may share.</summary>");
        w.Line("/// <param name=\"parameters\">The parameters.</param>");
        w.Line("/// <param name=\"capacity\">The most images of one call.</param>");
        w.Line("/// <param name=\"threads\">How many threads share the work; 0 for one a processor.</param>");
        w.Line($"public {Name}({host.ParametersType} parameters, int capacity = {capacity}, int threads = 0)");
        w.Line($"    : base({DescriptionText.Field}, parameters, capacity, threads)");
        using (w.Block())
        {
            w.Line($"Map_Arena = new AlignedBuffer<float>(checked({plan.Arena.Floats} * capacity));");
            host.Allocate();
            host.DeclareLayers();
        }
    }

    /// <summary>A view of each stored map in the arena.</summary>
    private void Maps()
    {
        foreach (ArenaSlot slot in plan.Arena.Slots)
        {
            MapLayout layout = slot.Layout;
            string place = $"Map_Arena.Span.Slice({slot.Offset} * Capacity, {slot.Floats} * Capacity)";
            string view = layout.Element switch
            {
                "float" => place,
                string element => $"MemoryMarshal.Cast<float, {element}>({place})",
            };
            w.Line().Line($"private Span<{layout.Element}> {KernelNames.Member(layout.Value)} => {view};");
        }
    }

    private void LoadInput()
    {
        w.Line();
        using (w.Block("protected override void LoadInput(ReadOnlySpan<float> input)"))
        {
            if (!Input.Layout.HasHalo)
            {
                w.Line($"input.CopyTo({KernelNames.Member(Input.Layout.Value)});");
                return;
            }

            ClearHalo(plan.Arena.Of(Input.Layout.Value), part: 0);
            int row = Input.Shape.Width * Input.Shape.Channels;
            using (w.Block($"for (int n = 0; n < Images; n++)"))
            using (w.Block($"for (int y = 0; y < {Input.Height}; y++)"))
                w.Line($"input.Slice(((n * {Input.Height}) + y) * {row}, {row}).CopyTo({KernelNames.Member(Input.Layout.Value)}.Slice({MapText.Index(("1", Input.Origin()), ("n", Input.Image), ("y", Input.Row))}));");
        }
    }

    private void Forward()
    {
        w.Line();
        using (w.Block("protected override void RunForward()"))
        {
            w.Line("int images = Images;");
            for (int part = 0; part < plan.Program.Kernels.Count; part++)
            {
                if (plan.Program.Kernels[part].Direction != Direction.Forward)
                    continue;

                foreach (Value value in plan.Program.Kernels[part].Writes.Where(plan.Layouts.ContainsKey))
                    ClearHalo(plan.Arena.Of(value), part);

                host.Run(part);
            }
        }
    }

    /// <summary>The border of a map must be zeros; where its memory holds another map at another time, they are written anew.</summary>
    private void ClearHalo(ArenaSlot slot, int part)
    {
        if (slot.Layout.HasHalo && plan.Arena.IsShared(slot))
            w.Line($"ClearFor({part}, {KernelNames.Member(slot.Layout.Value)}.Slice(0, Images * {slot.Layout.ImageElements}));");
    }

    private void Backward()
    {
        w.Line();
        using (w.Block("protected override void RunBackward(bool imageGradient)"))
        {
            w.Line("int images = Images;");
            for (int part = 0; part < plan.Program.Kernels.Count; part++)
            {
                Direction direction = plan.Program.Kernels[part].Direction;
                if (direction == Direction.Forward)
                    continue;

                if (direction == Direction.BackwardOnRequest)
                {
                    w.Line("if (imageGradient)");
                    using (w.Block())
                        host.Run(part);

                    continue;
                }

                host.Run(part);
            }
        }

        w.Line();
        using (w.Block("protected override void CopyInputGradient(Span<float> destination)"))
            w.Line($"{KernelNames.Member(Value.Gradient(plan.Graph.Input))}.Slice(0, destination.Length).CopyTo(destination);");
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
                w.Line($"    {Output(node)}");
            }

            w.Line("default:");
            w.Line("    throw new ArgumentOutOfRangeException(nameof(layer));");
        }
    }

    private string Output(Node node)
    {
        if (node.Layer.TrainingOnly)
            return "return Losses.Slice(0, Images * Positions);";

        Value value = Value.Activation(node);
        if (!plan.Layouts.TryGetValue(value, out MapLayout? layout))
            return $"throw NotStored(\"{node.Name}\", \"it stays in the registers of {PlanTable.Forward(plan, node)!.Name}\");";

        // A map that lives to the end of the run is still there when a caller asks.
        if (plan.Arena.Of(value).Last < plan.Program.Kernels.Count && plan.Arena.IsShared(plan.Arena.Of(value)))
            return $"throw NotStored(\"{node.Name}\", \"its memory is used again by a later layer\");";

        MapText map = new(layout, anyExtent: false);
        return layout.HasHalo
            ? $"return Interior({KernelNames.Member(value)}, Images, {map.Image}, {map.Origin()}, {map.Height}, {map.Row}, {layout.Shape.Width * layout.Shape.Channels});"
            : $"return {KernelNames.Member(value)}.Slice(0, Images * {map.Image});";
    }
}
