using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Planning;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>What the host files of both kinds of network share: the class's head, its layers, parameters and the switch over kernels.</summary>
/// <param name="plan">The network.</param>
/// <param name="kernels">Its kernels' texts.</param>
/// <param name="w">The file.</param>
internal sealed class HostText(NetworkPlan plan, IReadOnlyList<KernelText> kernels, SourceWriter w)
{
    private readonly PackedWeights[] packed = [.. plan.Packed];

    private NetworkDeclaration Declaration => plan.Graph.Declaration;

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
        foreach (string line in PlanTable.Lines(plan))
            w.Line($"/// {line}");

        w.Line("/// </code>");
        w.Line("/// </remarks>");
        w.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Kiln\", \"{typeof(HostText).Assembly.GetName().Version.ToString(3)}\")]");
        return w.Block($"partial class {Declaration.Identifier} : {bases}");
    }

    /// <summary>The handles to the layers: the user's partial properties, or in a variant properties of the same names.</summary>
    public void Layers()
    {
        foreach (Node node in plan.Graph.Nodes)
        {
            LayerDeclaration line = Declaration.Layers.First(layer => layer.Name == node.Name);
            string head = Declaration.Variant is null ? $"{line.Accessibility} partial".Trim() : "public";
            w.Line();
            w.Line($"/// <summary>{PlanTable.Summary(plan, node)}.</summary>");
            w.Line($"{head} global::Kiln.{node.Layer.PropertyType} {line.Identifier} => (global::Kiln.{node.Layer.PropertyType})Layers[{node.Index}];");
        }
    }

    /// <summary>The call that makes the layers, for the constructor.</summary>
    public void DeclareLayers() =>
        w.Line($"Declare({string.Join(", ", plan.Graph.Nodes.Select(node => $"new global::Kiln.{node.Layer.PropertyType}(this, {node.Index})"))});");

    /// <summary>Packed weights and views of the parameters.</summary>
    public void ParameterMembers()
    {
        foreach (PackedWeights weights in packed)
            w.Line($"private readonly AlignedBuffer<float> {weights.Name} = new({weights.Floats});");

        foreach (KernelPlan kernel in plan.Kernels.Where(kernel => kernel.WorkspaceFloats > 0))
            w.Line($"private readonly AlignedBuffer<float> {kernel.Kernel.Name}_Workspace = new({kernel.WorkspaceFloats});");

        w.Line();
        w.Line("/// <summary>The parameters, which a reader of the same layers can share.</summary>");
        w.Line($"public new {ParametersType} Parameters => ({ParametersType})base.Parameters;");
        foreach (PlacedParameter parameter in PlacedParameter.All(plan.Graph))
        {
            string name = $"{parameter.Node.Name}_{parameter.Array.Role}";
            w.Line();
            w.Line($"private ReadOnlySpan<float> {name} => Parameters.Values.Slice({parameter.Offset}, {parameter.Length});");
            if (plan.Graph.Trainable)
                w.Line().Line($"private Span<float> {name}Gradient => GradientOf({parameter.Offset}, {parameter.Length});");
        }
    }

    /// <summary>The switch that every thread of the team calls.</summary>
    public void RunPart()
    {
        w.Line();
        using (w.Block("protected override void RunPart(int part, int from, int to, int worker)"))
        {
            if (kernels.Any(kernel => kernel.Parameters.Any(parameter => parameter.Argument == "images")))
                w.Line("int images = Images;");

            using (w.Block("switch (part)"))
            {
                for (int part = 0; part < kernels.Count; part++)
                    Case(part, $"{kernels[part].Kernel.Kernel.Name}(from, to, {string.Join(", ", kernels[part].Parameters.Select(parameter => parameter.Argument))});");

                for (int index = 0; index < packed.Length; index++)
                    Case(kernels.Count + index, $"{PackText.Name(packed[index])}(from, to, {packed[index].Node.Name}_Weights, {packed[index].Name}.Span);");
            }
        }
    }

    public void PackParameters()
    {
        w.Line();
        using (w.Block("protected override void PackParameters()"))
        {
            for (int index = 0; index < packed.Length; index++)
                w.Line($"Run({kernels.Count + index}, {PackText.Units(packed[index])}); // {PackText.Name(packed[index])}");
        }
    }

    /// <summary>A call that runs one kernel over all its units.</summary>
    public void Run(int part)
    {
        string units = kernels[part].Units;
        w.Line($"Run({part}, {(units.EndsWith("_Height", StringComparison.Ordinal) ? $"(int){units}" : units)}); // {kernels[part].Kernel.Kernel.Name}");
    }

    private void Case(int part, string call)
    {
        w.Line(FormattableString.Invariant($"case {part}:"));
        w.Line($"    {call}");
        w.Line("    break;");
    }
}
