using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The file of one target's kernels.</summary>
internal static class CpuFile
{
    public static RenderedFile Render(NetworkPlan plan, TargetText target)
    {
        SourceWriter w = FileText.BeginKernels(plan, VectorText.ClassOf(target.Plan.Target));
        w.Line($"/// <summary>The kernels of {plan.Graph.Declaration.Name} for {target.Plan.Target.Name}.</summary>");
        using (w.Block($"internal static class {target.Plan.Target.Name}"))
        {
            bool first = true;
            foreach (KernelMethod method in target.Methods)
            {
                if (!first)
                    w.Line();

                first = false;
                Method(w, method);
            }

            foreach (string helper in target.Helpers.All)
                w.Line().Lines(helper);
        }

        return FileText.End(plan, target.Plan.Target.Name, w);
    }

    private static void Method(SourceWriter w, KernelMethod method)
    {
        string others = method.Others.Count == 0 ? "" : $" It serves as {string.Join(", ", method.Others)} too, whose sizes are the same.";
        if (method.Kernel is { } kernel)
            Remarks(w, kernel, others);
        else
            w.Line($"/// <summary>The weights of {method.Packed!.Weights.Array!.Layer} in the order a kernel reads them: {PackText.Summary(method.Packed)}.{others}</summary>");

        w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        w.Line($"internal static void {method.Name}(");
        string[] parameters = ["int from", "int to", .. method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}")];
        for (int index = 0; index < parameters.Length; index++)
            w.Line($"    {parameters[index]}{(index == parameters.Length - 1 ? ")" : ",")}");

        using (w.Block())
            w.Lines(method.Body.TrimEnd('\n'));
    }

    private static void Remarks(SourceWriter w, KernelPlan kernel, string others)
    {
        w.Line($"/// <summary>{Summary(kernel.Kernel)}</summary>");
        w.Line("/// <remarks>");
        w.Line("/// It equals the plain loops");
        w.Line("/// <code>");
        foreach (Step step in kernel.Kernel.Steps)
            w.Line($"/// {step.Formula.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}");

        w.Line("/// </code>");
        foreach (string line in Wrapped(kernel.Schedule.Reason + others))
            w.Line($"/// {line}");

        w.Line("/// </remarks>");
    }

    /// <summary>Sentences in lines that fit a page.</summary>
    private static IEnumerable<string> Wrapped(string text)
    {
        const int longest = 140;
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length >= longest)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }

    /// <summary>The layers with their sizes, and what the kernel turns into what.</summary>
    private static string Summary(Kernel kernel)
    {
        IEnumerable<string> layers = kernel.Layers.Select(node => $"{node.Name} ({node.Summary})");
        string direction = kernel.Pass switch
        {
            Pass.Parameters => "when parameters have changed",
            Pass.Forward => "forward",
            Pass.Inference => "forward in inference",
            _ => "backward",
        };
        return $"{string.Join(", ", layers)}, {direction}: {string.Join(", ", kernel.Reads)} → {string.Join(", ", kernel.Writes.Where(value => !kernel.Steps.Any(step => step.Reads.Contains(value))))}.";
    }
}
