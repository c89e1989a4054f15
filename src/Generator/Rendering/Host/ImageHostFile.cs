using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>The host file of a network for images of one size: members, memory, and the order of kernels.</summary>
internal sealed class ImageHostFile
{
    private readonly NetworkPlan plan;
    private readonly SourceWriter w;
    private readonly HostText host;
    private readonly HashSet<Value> chunked;
    private readonly ILookup<Kernel, Value> begun;

    private ImageHostFile(NetworkPlan plan, IReadOnlyList<TargetText> targets)
    {
        this.plan = plan;
        w = FileText.Begin(plan);
        host = new HostText(plan, targets, w);
        chunked = Chunked(plan);
        begun = Begun(plan);
    }

    private string Name => plan.Graph.Declaration.Identifier;

    private bool IsVariant => plan.Graph.Declaration.Variant is not null;

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
            DescriptionText.Write(w, plan, host.Table);
            w.Line();
            w.Line("/// <summary>Maps of all images, at their places per image times maxBatch.</summary>");
            w.Line("private readonly AlignedBuffer<float> Map_Arena;");
            if (plan.Memory.Chunk.Floats > 0)
            {
                w.Line();
                w.Line("/// <summary>Maps of the few images that go through several kernels before the next.</summary>");
                w.Line("private readonly AlignedBuffer<float> Chunk_Arena;");
                w.Line("private readonly int Chunk_MaxBatch;");
            }

            w.Line();
            host.ParameterMembers();
            Constructors();
            host.Layers();
            foreach (ArenaSlot slot in plan.Memory.Call.Slots)
                Map(slot, "Map_Arena", "MaxBatch", "FirstImage");

            foreach (ArenaSlot slot in plan.Memory.Chunk.Slots)
                Map(slot, "Chunk_Arena", "Chunk_MaxBatch", "");

            foreach (MapLayout part in plan.Layouts.Values.Where(layout => layout.Whole is not null))
                w.Line().Line($"private Span<float> {KernelNames.Member(part.Value)} => {KernelNames.Member(part.Whole!.Value)}.Slice({(Size)part.FirstChannel});");

            w.Line();
            w.Line($"protected override int ScoresLayer => {plan.Graph.Scores.Index};");
            if (!IsVariant)
                w.Line().Line($"static global::Kiln.NetworkDescription global::Kiln.IDeclaredNetwork.Description => {DescriptionText.Field};");

            LoadInput();
            Forward("protected override void RunForward()", plan.Program.HasModes ? Pass.Inference : Pass.Forward);
            if (plan.Program.HasModes)
                Forward("protected override void RunTrainingForward()", Pass.Forward);

            if (plan.Graph.Trainable)
                Backward();

            LayerGradient();
            BatchText.Write(w, plan.Graph);
            host.PackParameters();
            host.RunPart();
            LayerOutput();
        }
    }

    private void Constructors()
    {
        int maxBatch = plan.Graph.Trainable ? 100 : 1;
        if (!IsVariant)
        {
            w.Line();
            w.Line("/// <summary>Builds the network with random weights of its own.</summary>");
            w.Line("/// <param name=\"maxBatch\">The most images of one call.</param>");
            w.Line("/// <param name=\"threads\">How many threads share the work; 0 for one a processor.</param>");
            w.Line("/// <param name=\"seed\">The same seed gives the same weights.</param>");
            w.Line($"public {Name}(int maxBatch = {maxBatch}, int threads = 0, int seed = 1)");
            w.Line($"    : this(new {host.ParametersType}(seed), maxBatch, threads)");
            w.Line("{");
            w.Line("}");
        }

        w.Line();
        w.Line("/// <summary>Builds the network on parameters that others may share.</summary>");
        w.Line("/// <param name=\"parameters\">The parameters.</param>");
        w.Line("/// <param name=\"maxBatch\">The most images of one call.</param>");
        w.Line("/// <param name=\"threads\">How many threads share the work; 0 for one a processor.</param>");
        w.Line($"public {Name}({host.ParametersType} parameters, int maxBatch = {maxBatch}, int threads = 0)");
        w.Line($"    : base({DescriptionText.Field}, parameters, maxBatch, threads)");
        using (w.Block())
        {
            string name = $"\"{plan.Graph.Declaration.FullName}\"";
            w.Line($"Map_Arena = new AlignedBuffer<float>(Floats({plan.Memory.Call.Floats}L, maxBatch, {name}));");
            if (plan.Memory.Chunk.Floats > 0)
            {
                w.Line($"Chunk_MaxBatch = Math.Min(maxBatch, {plan.SegmentImages});");
                w.Line($"Chunk_Arena = new AlignedBuffer<float>(Floats({plan.Memory.Chunk.Floats}L, Chunk_MaxBatch, {name}));");
            }

            host.Allocate();
            host.DeclareLayers();
        }
    }

    /// <summary>A view of a stored map, from the first image of the run on.</summary>
    private void Map(ArenaSlot slot, string arena, string maxBatch, string first)
    {
        MapLayout layout = slot.Layout;
        string place = $"{arena}.Span.Slice({slot.Offset} * {maxBatch}, {slot.Floats} * {maxBatch})";
        string view = layout.Element == "float" ? place : $"MemoryMarshal.Cast<float, {layout.Element}>({place})";
        string skip = first.Length > 0 && chunked.Contains(layout.Value) ? $".Slice({first} * {layout.ImageElements})" : "";
        w.Line().Line($"private Span<{layout.Element}> {KernelNames.Member(layout.Value)} => {view}{skip};");
    }

    /// <summary>The maps in whose memory kernels which take a few images at a time read or write.</summary>
    private static HashSet<Value> Chunked(NetworkPlan plan) =>
    [
        .. plan.Segments.Where(segment => segment.Images > 0)
            .SelectMany(segment => plan.Program.Kernels.Skip(segment.First).Take(segment.End - segment.First))
            .SelectMany(kernel => kernel.Reads.Concat(kernel.Writes))
            .Where(plan.IsStored)
            .Select(value => plan.Layouts[value].Holder),
    ];

    private void LoadInput()
    {
        w.Line();
        using (w.Block("protected override void LoadInput(int input, ReadOnlySpan<float> maps, int pitch)"))
        {
            HostText.EachInput(w, plan, value => Load(value, "maps", "pitch"));
        }
    }

    /// <summary>Copies what the caller gives to where kernels read it.</summary>
    private void Load(Value value, string maps, string pitch)
    {
        MapText map = MapText.Fixed(plan.Layouts[value]);
        ClearHalo(value, part: 0);
        w.Line($"Load({maps}, {pitch}, {KernelNames.Member(value)}, {map.Image}, {map.Origin()}, {map.Height}, {map.Row}, {map.Width * map.Pixel});");
    }

    private void Forward(string head, Pass pass)
    {
        w.Line();
        using (w.Block(head))
            Segments(segment => segment.Pass == pass);
    }

    private void Segments(Func<Segment, bool> belongs)
    {
        Segment[] segments = [.. plan.Segments.Where(belongs)];
        if (segments is [{ Images: 0, Pass: not Pass.BackwardOnRequest } only])
        {
            Kernels(only, "RunImages");
            return;
        }

        foreach (Segment segment in segments)
        {
            if (segment.Pass == Pass.BackwardOnRequest)
            {
                using (w.Block("if (imageGradient)"))
                    Run(segment);
            }
            else if (segment.Images == 0)
            {
                using (w.Block())
                    Run(segment);
            }
            else
            {
                Run(segment);
            }
        }

        void Run(Segment segment)
        {
            if (segment.Images == 0)
            {
                Kernels(segment, "RunImages");
                return;
            }

            using (w.Block($"for (int first = 0; first < Images; first += {segment.Images})"))
                Kernels(segment, $"RunSome(first, {segment.Images})");

            w.Line("RunAll();");
        }
    }

    private void Kernels(Segment segment, string images)
    {
        int[] parts = [.. Enumerable.Range(segment.First, segment.End - segment.First)];
        if (parts.Any(host.NeedsImages))
            w.Line($"int images = {images};");
        else if (segment.Images > 0)
            w.Line($"{images};");

        foreach (int part in parts)
        {
            foreach (Value value in begun[plan.Program.Kernels[part]])
                ClearHalo(value, part);

            host.Run(part);
        }
    }

    /// <summary>For each kernel the maps in whose memory it is the first of its pass to write.</summary>
    private static ILookup<Kernel, Value> Begun(NetworkPlan plan) => plan.Program.Kernels
        .SelectMany(kernel => kernel.Writes.Where(plan.IsStored), (kernel, value) => (kernel, plan.Layouts[value].Holder))
        .GroupBy(pair => (pair.kernel.Pass, pair.Holder))
        .ToLookup(group => group.First().kernel, group => group.Key.Holder);

    /// <summary>The border of a map must be zeros; where its memory holds another map at another time, they are written anew.</summary>
    private void ClearHalo(Value value, int part)
    {
        MapLayout layout = plan.Layouts[value];
        if (!layout.HasHalo || !plan.Memory.ArenaOf(value).IsShared(plan.Memory.Of(value)))
            return;

        MapText map = MapText.Fixed(layout);
        w.Line($"ClearBorder({part}, {KernelNames.Member(value)}, {map.Image}, {map.Row}, {layout.Top}, {layout.Bottom}, {layout.Left * layout.Shape.Channels}, {layout.Right * layout.Shape.Channels});");
    }

    private void Backward()
    {
        w.Line();
        using (w.Block("protected override void RunBackward(bool imageGradient)"))
            Segments(segment => segment.Pass is Pass.Backward or Pass.BackwardOnRequest);

        if (plan.Program.Given is { } given)
        {
            w.Line().Line($"protected override Span<float> ScoresGradient => {KernelNames.Member(given)};");
            if (plan.Layouts[given].HasHalo)
            {
                w.Line();
                using (w.Block("protected override void LoadScoresGradient(ReadOnlySpan<float> gradient)"))
                    Load(given, "gradient", FormattableString.Invariant($"{given.Shape.Count}"));
            }
        }

        w.Line();
        using (w.Block("protected override void CopyInputGradient(Span<float> destination)"))
        {
            long offset = 0;
            foreach (Node input in plan.Graph.Inputs)
            {
                string? gradient = plan.Program.KeptGradients.TryGetValue(input, out Value? value) ? Whole(value) : null;
                w.Line(plan.Graph.Inputs.Count == 1 && gradient is not null
                    ? $"Copy({gradient}, destination);"
                    : $"CopyInputGradient({gradient ?? "default"}, destination, {(Size)offset}, {(Size)input.Shape.Count});");
                offset += input.Shape.Count;
            }
        }
    }

    /// <summary>Gradients that are kept for the caller.</summary>
    private void LayerGradient()
    {
        Node[] kept = [.. plan.Program.KeptGradients.Keys.Where(node => node.KeepGradient).OrderBy(node => node.Index)];
        if (kept.Length == 0)
            return;

        w.Line();
        using (w.Block("protected override ReadOnlySpan<float> LayerGradient(int layer)"))
        using (w.Block("switch (layer)"))
        {
            foreach (Node node in kept)
            {
                w.Line($"case {node.Index}:");
                w.Line($"    return {Whole(plan.Program.KeptGradients[node])};");
            }

            w.Line("default:");
            w.Line("    return base.LayerGradient(layer);");
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
                w.Line($"    {Output(node)}");
            }

            w.Line("default:");
            w.Line("    throw new ArgumentOutOfRangeException(nameof(layer));");
        }
    }

    private string Output(Node node)
    {
        if (node.Layer.TrainingOnly)
            return $"return LossOutput({plan.Graph.NumberOf(node)});";

        return host.Table.NotStored(node) is { } reason ? $"throw NotStored(\"{node.Name}\", \"{reason}\");" : $"return {Whole(host.Table.Stored(node)!)};";
    }

    /// <summary>The maps of all images without their borders.</summary>
    private string Whole(Value value)
    {
        MapLayout layout = plan.Layouts[value];
        MapText map = MapText.Fixed(layout);
        return layout.HasHalo
            ? $"Interior({KernelNames.Member(value)}, Images, {map.Image}, {map.Origin()}, {map.Height}, {map.Row}, {layout.Shape.Width * layout.Shape.Channels})"
            : $"{KernelNames.Member(value)}.Slice(0, Images * {map.Image})";
    }
}
