using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>What is written over every kernel, for whatever machine: its layers, what it turns into what, the plain loops that it equals, and why it is divided as it is.</summary>
internal static class KernelRemarks
{
    /// <param name="w">Where they go.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="reason">Sentences about its tiles and order.</param>
    public static void Write(SourceWriter w, Kernel kernel, string reason)
    {
        w.Line($"/// <summary>{Summary(kernel)}</summary>");
        w.Line("/// <remarks>");
        w.Line("/// It equals the plain loops");
        w.Line("/// <code>");
        foreach (Step step in kernel.Steps)
            w.Line($"/// {step.Formula.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}");

        w.Line("/// </code>");
        foreach (string line in Wrapped(reason))
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
            _ when kernel.First is not null => "forward once more",
            _ => "backward",
        };
        string[] results = [.. kernel.Writes.Where(value => !kernel.Steps.Any(step => step.Reads.Contains(value))).Select(value => value.Name)];

        // Errors are counted, and make no value that a kernel reads.
        return $"{string.Join(", ", layers)}, {direction}: {string.Join(", ", kernel.Reads)} → {(results.Length == 0 ? "errors" : string.Join(", ", results))}.";
    }
}
