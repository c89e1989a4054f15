using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An emitted method of one target: a kernel, a part of one, or a copy of weights.</summary>
/// <param name="Name">Its name, that of the first of its users.</param>
/// <param name="Parameters">Its parameters after <c>from</c> and <c>to</c>.</param>
/// <param name="Body">Its text.</param>
/// <param name="Kernel">The kernel it computes, null for a copy of weights.</param>
/// <param name="Packed">The weights it copies, null for a kernel.</param>
internal sealed record KernelMethod(string Name, IReadOnlyList<KernelParameter> Parameters, string Body, KernelPlan? Kernel, PackedWeights? Packed)
{
    /// <summary>Other kernels that this method computes too.</summary>
    public List<string> Others { get; } = [];
}

/// <summary>The kernels of a network for one target, as text. Kernels that differ in names alone, as those of layers with equal sizes do, are one method.</summary>
internal sealed class TargetText
{
    private readonly Dictionary<string, KernelMethod> byText = [];
    private readonly List<KernelMethod> methods = [];

    /// <param name="plan">The target's plan.</param>
    /// <param name="kernels">The texts of its kernels, in order.</param>
    /// <param name="helpers">The methods that they share.</param>
    public TargetText(TargetPlan plan, IReadOnlyList<KernelText> kernels, HelperTexts helpers)
    {
        Plan = plan;
        Kernels = kernels;
        Helpers = helpers;
        Vector = new VectorText(plan.Target);
        KernelMethods = [.. kernels.Select(Add)];
        Packs = [.. plan.Packed.Select(packed => new PackText(packed, Vector, helpers))];
        PackMethods = [.. Packs.Select(Add)];
    }

    public TargetPlan Plan { get; }

    public IReadOnlyList<KernelText> Kernels { get; }

    public VectorText Vector { get; }

    /// <summary>The methods that the kernels share.</summary>
    public HelperTexts Helpers { get; }

    /// <summary>The method of each kernel.</summary>
    public IReadOnlyList<KernelMethod> KernelMethods { get; }

    /// <summary>The copies of weights.</summary>
    public IReadOnlyList<PackText> Packs { get; }

    /// <summary>The method of each copy of weights.</summary>
    public IReadOnlyList<KernelMethod> PackMethods { get; }

    /// <summary>All methods, each once.</summary>
    public IReadOnlyList<KernelMethod> Methods => methods;

    private KernelMethod Add(KernelText kernel)
    {
        // A part may be a method already; the kernel then calls that one.
        Dictionary<string, string> parts = kernel.Parts.ToDictionary(part => part.Kernel.Name, part => Add(part).Name);
        string body = parts.Count == 0 ? kernel.Body.ToString() : Words.Replace(kernel.Body.ToString(), parts);
        return Add(new KernelMethod(kernel.Kernel.Name, kernel.Parameters, body, kernel.Kernel, null));
    }

    private KernelMethod Add(PackText text) => Add(new KernelMethod(PackText.Name(text.Packed), text.Parameters, text.Body.ToString(), null, text.Packed));

    private KernelMethod Add(KernelMethod method)
    {
        string text = WithoutNames(method);
        if (byText.TryGetValue(text, out KernelMethod? same))
        {
            same.Others.Add(method.Name);
            return same;
        }

        byText[text] = method;
        methods.Add(method);
        return method;
    }

    /// <summary>The method with numbers in place of the names of its parameters.</summary>
    private static string WithoutNames(KernelMethod method)
    {
        Dictionary<string, string> numbers = method.Parameters.Select((parameter, index) => (parameter, index))
            .ToDictionary(pair => pair.parameter.Name, pair => FormattableString.Invariant($"{pair.parameter.Type} {pair.index}"));
        return string.Join(",", method.Parameters.Select(parameter => parameter.Type)) + Words.Replace(method.Body, numbers);
    }
}
