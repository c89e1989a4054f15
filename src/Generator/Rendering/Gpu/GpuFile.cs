using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>The file of a network's kernels for graphics processors, and what they are launched with.</summary>
internal static class GpuFile
{
    public const string Class = "Gpu";

    public static RenderedFile Render(GpuPlan plan)
    {
        GpuHelpers helpers = new();
        GpuKernelText[] kernels = [.. plan.Program.Kernels.Select(kernel => GpuStepTexts.Write(plan, kernel, helpers))];
        NetworkDeclaration declaration = plan.Graph.Declaration;
        SourceWriter w = FileText.Head();
        w.Line("// Where a map has one row, one column or one channel, the place along it is a number that nothing reads.");
        w.Line("#pragma warning disable CS0219").Line();
        w.Line("using global::Kiln.Gpu;").Line();
        string space = KernelNames.Namespace(declaration);
        using (w.Block($"namespace {space}"))
        {
            FileText.Usings(w, ["System", "ILGPU"]);
            w.Line();
            w.Line($"/// <summary>The kernels of {declaration.Name} for graphics processors.</summary>");
            w.Line("[GpuKernels]");
            using (w.Block($"internal static class {Class}"))
            {
                for (int index = 0; index < kernels.Length; index++)
                {
                    if (index > 0)
                        w.Line();

                    Method(w, kernels[index]);
                }

                foreach (string helper in helpers.All)
                    w.Line().Lines(helper);
            }
        }

        w.Line();
        if (declaration.Namespace.Length > 0)
        {
            using (w.Block($"namespace {FileText.Namespace(declaration)}"))
                Network(w, plan, kernels, space);
        }
        else
        {
            Network(w, plan, kernels, space);
        }

        return new RenderedFile($"{declaration.FullName}.Gpu.g.cs", w.ToString());
    }

    private static void Method(SourceWriter w, GpuKernelText text)
    {
        KernelRemarks.Write(w, text.Kernel, text.Reason);
        w.Line($"public static void {text.Name}(");
        FileText.Parameters(w, [.. text.Parameters]);
        using (w.Block())
            w.Lines(text.Body.ToString().TrimEnd('\n'));
    }

    private static void Network(SourceWriter w, GpuPlan plan, IReadOnlyList<GpuKernelText> kernels, string space)
    {
        using (w.Block($"partial class {plan.Graph.Declaration.Identifier}"))
        {
            w.Line("/// <summary>How its kernels for graphics processors are launched.</summary>");
            w.Line("public override GpuProgram? CompiledForGpu => Compiled_Gpu;").Line();
            w.Line("static GpuProgram? global::Kiln.IDeclaredNetwork.CompiledForGpu => Compiled_Gpu;").Line();
            w.Line("private static readonly GpuProgram Compiled_Gpu = new(");
            w.Line($"    \"{space.Replace("@", "")}.{Class}\",");
            w.Line("    [");
            foreach (GpuArray array in plan.Memory.Arrays)
                w.Line($"        new(\"{array.Value.Name}\", GpuSpace.{Space(array.Value)}, {array.Offset}, {array.Floats}{(array.Value.Element.Bytes() == 4 ? "" : FormattableString.Invariant($", {array.Value.Element.Bytes()}"))}),");

            w.Line("    ],");
            w.Line("    [");
            foreach (GpuKernelText kernel in kernels)
                Launch(w, kernel);

            w.Line("    ],");
            w.Line($"    {plan.Memory.FloatsPerImage}, {plan.Memory.FloatsPerCall},");
            w.Line($"    [{string.Join(", ", plan.Program.Inputs.Select(input => Index(plan, input)))}], {Index(plan, plan.Program.Outputs[plan.Graph.Scores])}, {Index(plan, plan.Program.Given)},");
            w.Line($"    [{string.Join(", ", plan.Graph.Inputs.Select(input => Index(plan, plan.Program.KeptGradients.TryGetValue(input, out Value? gradient) ? gradient : null)))}],");
            w.Line($"    [{string.Join(", ", plan.Graph.Losses.Select(loss => FormattableString.Invariant($"new(\"{loss.Name}\", {loss.InputShape.Pixels}, {loss.InputShape.Channels})")))}]);");
        }
    }

    private static string Index(GpuPlan plan, Value? value) =>
        (value is not null && plan.Memory.IsStored(value) ? plan.Memory.Of(value).Index : -1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Launch(SourceWriter w, GpuKernelText kernel)
    {
        w.Line($"        new(\"{kernel.Name}\", GpuPhase.{kernel.Kernel.Pass}, {kernel.PerImage}, {kernel.Divisor}, {kernel.GridY}, {kernel.GridZ}, {kernel.Threads}, {kernel.SharedBytes},");
        w.Line($"            [{string.Join(", ", kernel.Arguments)}],");
        w.Line($"            {kernel.BytesPerImage}, {kernel.BytesPerCall}, {kernel.MultiplyAdds}, \"{kernel.Reason}\"{(kernel.Parts is { } parts ? FormattableString.Invariant($", new GpuParts({parts.PerImage}, {parts.Slice}, {parts.Most})") : "")}),");
    }

    private static string Space(Value value) => value.Extent switch
    {
        Extent.Image => "Images",
        Extent.Parameter => "Parameters",
        Extent.ParameterGradient => "Gradients",
        _ => "Call",
    };
}
