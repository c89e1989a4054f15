using System;
using System.Linq;
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

    /// <summary>Kernels that the remark of a method names beside its own: who reads it wants to know the sort, and finds all others where they run, in the host file.</summary>
    private const int MostNames = 4;

    private static void Method(SourceWriter w, KernelMethod method)
    {
        int more = method.Others.Count - MostNames;
        string names = more > 1 ? FormattableString.Invariant($"{string.Join(", ", method.Others.Take(MostNames))} and {more} others") : string.Join(", ", method.Others);
        string others = method.Others.Count == 0 ? "" : $" It serves as {names} too, whose sizes are the same.";
        if (method.Kernel is { } kernel)
            KernelRemarks.Write(w, kernel.Kernel, kernel.Schedule.Reason + others);
        else
            w.Line($"/// <summary>The weights of {method.Packed!.Weights.Array!.Layer} in the order a kernel reads them: {PackText.Summary(method.Packed)}.{others}</summary>");

        w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        w.Line($"internal static void {method.Name}(");
        FileText.Parameters(w, ["int from", "int to", .. method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}")]);
        using (w.Block())
            w.Lines(method.Body.TrimEnd('\n'));
    }
}
