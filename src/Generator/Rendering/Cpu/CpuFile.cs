using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The file of kernels.</summary>
internal static class CpuFile
{
    public static RenderedFile Render(NetworkPlan plan, IReadOnlyList<KernelText> kernels)
    {
        SourceWriter w = FileText.Begin(plan);
        using (w.Block($"partial class {plan.Graph.Declaration.Identifier}"))
        {
            bool first = true;
            foreach (KernelText kernel in kernels.SelectMany(kernel => kernel.Parts.Prepend(kernel)))
            {
                if (!first)
                    w.Line();

                first = false;
                Kernel(w, kernel);
            }

            foreach (PackedWeights packed in plan.Packed)
            {
                w.Line();
                w.Line($"/// <summary>The weights of {packed.Node.Name} in the order a kernel reads them: {PackText.Summary(packed)}.</summary>");
                Method(w, PackText.Name(packed), ["int from", "int to", "ReadOnlySpan<float> weights", "Span<float> packed"], () => PackText.Write(w, packed));
            }
        }

        return FileText.End(plan, "Cpu", w);
    }

    private static void Kernel(SourceWriter w, KernelText kernel)
    {
        w.Line($"/// <summary>{Summary(kernel.Kernel.Kernel)}</summary>");
        w.Line("/// <remarks>");
        w.Line("/// It equals the plain loops");
        w.Line("/// <code>");
        foreach (Step step in kernel.Kernel.Kernel.Steps)
            w.Line($"/// {step.Formula.Replace("<", "&lt;").Replace(">", "&gt;")}");

        w.Line("/// </code>");
        foreach (string line in Wrapped(kernel.Kernel.Schedule.Reason))
            w.Line($"/// {line}");

        w.Line("/// </remarks>");
        Method(
            w,
            kernel.Kernel.Kernel.Name,
            ["int from", "int to", .. kernel.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}")],
            () => w.Lines(kernel.Body.ToString().TrimEnd('\n')));
    }

    private static void Method(SourceWriter w, string name, IReadOnlyList<string> parameters, Action body)
    {
        w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        w.Line($"private static void {name}(");
        for (int index = 0; index < parameters.Count; index++)
            w.Line($"    {parameters[index]}{(index == parameters.Count - 1 ? ")" : ",")}");

        using (w.Block())
            body();
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
        IEnumerable<string> layers = kernel.Steps.Select(step => step.Node).Distinct().OrderBy(node => node.Index)
            .Select(node => $"{node.Name} ({node.Layer.Summary(node.InputShape)})");
        string direction = kernel.Direction == Direction.Forward ? "forward" : "backward";
        return $"{string.Join(", ", layers)}, {direction}: {string.Join(", ", kernel.Reads)} → {string.Join(", ", kernel.Writes.Where(value => !kernel.Steps.Any(step => step.Reads.Contains(value))))}.";
    }
}
