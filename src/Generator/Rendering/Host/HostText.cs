using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>What the host files of both kinds of network share: the class's head, its layers, parameters, and what depends on the target.</summary>
/// <param name="plan">The network.</param>
/// <param name="targets">Its kernels' texts for each target.</param>
/// <param name="w">The file.</param>
internal sealed class HostText(NetworkPlan plan, IReadOnlyList<TargetText> targets, SourceWriter w)
{
    private const string Floats = "AlignedBuffer<float>";

    /// <summary>Members that kernels are given, whole or in part.</summary>
    private readonly HashSet<string> kernelArguments =
        [.. targets.SelectMany(target => target.Kernels).SelectMany(kernel => kernel.Parameters).Select(parameter => parameter.Argument.Split('.')[0])];

    private readonly List<ParameterArray> parameterArrays = [.. plan.Graph.Parameters];

    private NetworkDeclaration Declaration => plan.Graph.Declaration;

    /// <summary>Which kernel computes which layer.</summary>
    public PlanTable Table { get; } = new(plan);

    /// <summary>The class with the shared parameters: <c>global::Models.CharacterCnn</c>.</summary>
    public string ParametersType => $"global::Kiln.ParameterSet<{Owner}>";

    private string Owner => Declaration.Variant is null
        ? Declaration.Identifier
        : "global::" + string.Join(".", Declaration.ParametersOwner.Split('.').Select(Identifiers.Escape));

    /// <summary>Opens the class with the plan in its remarks.</summary>
    public SourceWriter.Scope Class(string bases)
    {
        w.Line("/// <remarks>");
        w.Line("/// <code>");
        foreach (string line in Table.Lines())
            w.Line($"/// {line}");

        w.Line("/// </code>");
        w.Line("/// </remarks>");
        w.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Kiln\", \"{typeof(HostText).Assembly.GetName().Version.ToString(3)}\")]");
        return w.Block($"partial class {Declaration.Identifier} : {bases}");
    }

    /// <summary>The handles to the layers: the user's partial properties, or in a variant properties of the same names.</summary>
    public void Layers()
    {
        Dictionary<string, Node> nodes = plan.Graph.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (LayerDeclaration line in Declaration.Written)
        {
            string head = Declaration.Variant is null ? $"{line.Accessibility} partial".Trim() : "public";
            if (line.Block is not null)
                Use(line, head);

            if (!nodes.TryGetValue(line.Name, out Node? node))
                continue;

            w.Line();
            w.Line($"/// <summary>{Table.Summary(node)}.</summary>");
            w.Line($"{head} global::Kiln.{node.Layer.PropertyType} {line.Identifier} => (global::Kiln.{node.Layer.PropertyType})Layers[{node.Index}];");
        }
    }

    /// <summary>A use of a block, if the network needs any of its layers.</summary>
    private void Use(LayerDeclaration line, string head)
    {
        Node[] nodes = [.. NodesOf(line)];
        if (nodes.Length == 0)
            return;

        bool isPublic = Declaration.Blocks.First(block => block.FullName == line.Block).IsPublic;
        string modifiers = Declaration.Variant is null || isPublic ? head : "internal";
        w.Line();
        w.Line($"/// <summary>{nodes.Length} layers of {line.Block}: {nodes[0].InputShape} to {nodes[nodes.Length - 1].Shape}.</summary>");
        bool lacksInput = Declaration.Variant is { IsHead: true } && !NodesOf(UseText.Read(Declaration.Written, line)).Any();
        UseText.Write(w, $"{modifiers} {UseText.Type(line)} {line.Identifier}", Declaration.Written, line, ("this", ""), lacksInput);
    }

    /// <summary>The layer of a line, or those of the block that it uses.</summary>
    private IEnumerable<Node> NodesOf(LayerDeclaration line) => plan.Graph.Nodes.Where(node => Identifiers.FirstOfPath(node.Name) == line.Name);

    /// <summary>Writes what is done with one of the inputs, by the variable <c>input</c> where there are several.</summary>
    public static void EachInput(SourceWriter w, NetworkPlan plan, Action<Value> write)
    {
        if (plan.Program.Inputs is [var only])
        {
            write(only);
            return;
        }

        using (w.Block("switch (input)"))
        {
            for (int input = 0; input < plan.Program.Inputs.Count; input++)
            {
                using (w.Block($"case {(Size)input}:"))
                {
                    write(plan.Program.Inputs[input]);
                    w.Line("break;");
                }
            }
        }
    }

    /// <summary>The call that makes the layers, for the constructor.</summary>
    public void DeclareLayers() =>
        w.Line($"Declare({string.Join(", ", plan.Graph.Nodes.Select(node => $"new global::Kiln.{node.Layer.PropertyType}(this, {node.Index})"))});");

    /// <summary>Packed weights, numbers per channel and views of the parameters.</summary>
    public void ParameterMembers()
    {
        foreach ((string type, string name, _) in Buffers)
            w.Line($"private readonly {type} {name};");

        if (plan.Memory.ChannelFloats > 0)
            w.Line($"private readonly AlignedBuffer<float> Channel_Arena = new({plan.Memory.ChannelFloats});");

        w.Line();
        w.Line("/// <summary>The parameters, which a reader of the same layers can share.</summary>");
        w.Line($"public new {ParametersType} Parameters => ({ParametersType})base.Parameters;");
        foreach (PlacedParameter parameter in PlacedParameter.All(plan.Graph))
        {
            w.Line();
            w.Line($"private ReadOnlySpan<float> {parameter.Identifier} => ParameterFloats({parameter.Offset}, {parameter.Length});");
            if (plan.Graph.Trainable && parameter.Array.Update != ParameterUpdate.Fixed)
                w.Line().Line($"private Span<float> {parameter.Identifier}Gradient => GradientOf({parameter.Offset}, {parameter.Length});");
        }

        foreach (KeyValuePair<Value, ChannelSlot> channel in plan.Memory.Channels)
            w.Line().Line($"private Span<float> {KernelNames.Member(channel.Key)} => Channel_Arena.Span.Slice({channel.Value.Offset}, {channel.Value.Floats});");
    }

    /// <summary>The memory that depends on the target, for the constructor.</summary>
    public void Allocate()
    {
        foreach ((string type, string name, IReadOnlyList<long> lengths) in Buffers)
            w.Line($"{name} = new {type}({Choose(lengths.Select(count => ((Size)count).ToString()))});");

        w.Line($"AllocateScratch({Choose(targets.Select(target => ((Size)target.Plan.ScratchFloats).ToString()))});");
    }

    /// <summary>Which target's kernels run.</summary>
    public void RunPart()
    {
        w.Line();
        using (w.Block("protected override void RunPart(int part, int from, int to, int worker)"))
        {
            foreach (TargetText target in targets.Skip(1).Reverse())
            {
                w.Line($"if ({Uses(target)})");
                w.Line($"    {KernelNames.Run(target.Plan.Target)}(part, from, to, worker);");
                w.Line("else");
            }

            w.Line($"    {KernelNames.Run(targets[0].Plan.Target)}(part, from, to, worker);");
        }

        foreach (TargetText target in targets)
            RunPart(target);
    }

    /// <summary>The switch over a target's kernels, which every thread of the team calls.</summary>
    private void RunPart(TargetText target)
    {
        KernelParameter[][] parameters =
            [.. target.Kernels.Select(kernel => kernel.Parameters.ToArray()), .. target.Packs.Select(pack => pack.Parameters.ToArray())];
        KernelMethod[] methods = [.. target.KernelMethods, .. target.PackMethods];
        w.Line();
        using (w.Block($"private void {KernelNames.Run(target.Plan.Target)}(int part, int from, int to, int worker)"))
        {
            if (parameters.Any(list => list.Any(parameter => parameter.NeedsImages)))
                w.Line("int images = RunImages;");

            // A reader of layers that change nothing has no kernel.
            if (methods.Length == 0)
                return;

            using (w.Block("switch (part)"))
            {
                for (int part = 0; part < methods.Length; part++)
                {
                    string arguments = string.Join(", ", new[] { "from", "to" }.Concat(parameters[part].Select(parameter => parameter.Argument)));
                    w.Line($"case {part}: {KernelNames.Class(target.Plan.Target)}.{methods[part].Name}({arguments}); break;");
                }
            }
        }
    }

    public void PackParameters()
    {
        w.Line();
        using (w.Block("protected override void PackParameters()"))
        {
            for (int part = 0; part < plan.Program.Kernels.Count; part++)
            {
                Kernel kernel = plan.Program.Kernels[part];
                if (kernel.Pass == Pass.Parameters)
                {
                    w.Line($"if ({Changed(kernel.Reads)})");
                    w.Line($"    {RunCall(part)}");
                }
            }

            // The largest first: where arrays are given back once they are packed, the copies that grow (of transformed filters) then take the room of those that do not.
            IReadOnlyList<PackedWeights> copies = plan.Targets[0].Packed;
            foreach (int index in Enumerable.Range(0, copies.Count).OrderByDescending(index => copies[index].Weights.Array!.Length))
            {
                PackedWeights packed = copies[index];
                string units = Choose(targets.Select(target => PackText.Units(target.Plan.Packed[index], target.Vector).Text));
                string changed = $"if ({Changed(packed.Factors is null ? [packed.Weights] : [packed.Weights, packed.Factors])})";
                string part = $"{plan.Program.Kernels.Count + index}, {units}", inOrder = PackText.IsInOrder(packed) ? "true" : "false";
                string pack = $"{(IsLastUse(index) ? $"Pack({part}, {IndexOf(packed.Weights)}, inOrder: {inOrder})" : $"Run({part})")}; // {PackText.Name(packed)}";
                if (!packed.IsHalf)
                {
                    w.Line(changed).Line($"    {pack}");
                    continue;
                }

                using (w.Block(changed))
                    w.Line($"{packed.Name}.Fit({KernelNames.Member(packed.Weights)});").Line(pack);
            }
        }
    }

    /// <summary>Whether nothing reads an array as it is once a copy of it has been made.</summary>
    private bool IsLastUse(int index)
    {
        PackedWeights packed = plan.Targets[0].Packed[index];
        return !plan.Graph.Trainable
            && plan.Targets[0].Packed.Skip(index + 1).All(other => other.Weights.Array != packed.Weights.Array)
            && !kernelArguments.Contains(KernelNames.Member(packed.Weights));
    }

    private int IndexOf(Value weights) => parameterArrays.IndexOf(weights.Array!);

    /// <summary>Whether one of the arrays has changed from which values follow.</summary>
    private string Changed(IEnumerable<Value> values)
    {
        HashSet<int> arrays = [];
        foreach (Value value in values)
            Add(value);

        return string.Join(" || ", arrays.OrderBy(array => array).Select(array => $"Changed({array})"));

        void Add(Value value)
        {
            if (value.Array is not null)
                arrays.Add(IndexOf(value));
            else
                foreach (Value read in plan.Program.Kernels.First(kernel => kernel.Pass == Pass.Parameters && kernel.Writes.Contains(value)).Reads)
                    Add(read);
        }
    }

    /// <summary>Whether a kernel's number of units speaks of the number of images.</summary>
    public bool NeedsImages(int part) => targets.Any(target => target.Kernels[part].Units.NeedsImages);

    /// <summary>A call that runs one kernel over all its units.</summary>
    public void Run(int part) => w.Line(RunCall(part));

    private string RunCall(int part) =>
        $"Run({part}, {Choose(targets.Select(target => target.Kernels[part].Units.Text))}); // {plan.Names[plan.Program.Kernels[part]]}";

    /// <summary>Packed weights and workspaces, with their lengths on each target.</summary>
    private IEnumerable<(string Type, string Name, IReadOnlyList<long> Lengths)> Buffers =>
        plan.Targets[0].Packed.Select((packed, index) => (packed.IsHalf ? "HalfWeights" : Floats, packed.Name, Sizes(target => target.Packed[index].Floats)))
            .Concat(plan.Program.Kernels.Select((kernel, index) => (Floats, $"{plan.Names[kernel]}_Workspace", Sizes(target => target.Kernels[index].WorkspaceFloats)))
                .Where(buffer => buffer.Item3[0] > 0));

    private IReadOnlyList<long> Sizes(Func<TargetPlan, long> floats) => [.. plan.Targets.Select(floats)];

    /// <summary>An expression that has one value for each target.</summary>
    private string Choose(IEnumerable<string> values)
    {
        string[] all = [.. values];
        string expression = all[0];
        for (int index = 1; index < all.Length; index++)
            expression = all[index] == expression ? expression : $"{Uses(targets[index])} ? {all[index]} : {expression}";

        return expression;
    }

    private static string Uses(TargetText target) => $"Uses{target.Plan.Target.Name}";
}
