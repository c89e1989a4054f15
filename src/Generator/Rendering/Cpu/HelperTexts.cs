using System;
using System.Collections.Generic;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Small methods that the kernels of a target share: each is written once, if a kernel asks for it, and inlined where it is called.</summary>
internal sealed class HelperTexts
{
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The methods, in an order that does not depend on that of the requests.</summary>
    public IEnumerable<string> All => texts.Values;

    /// <summary>Asks for a method.</summary>
    /// <param name="name">Its name and, where there may be several of that name, what tells them apart.</param>
    /// <param name="write">Writes it, comment included.</param>
    public void Require(string name, Action<SourceWriter> write)
    {
        if (texts.ContainsKey(name))
            return;

        SourceWriter w = new();
        write(w);
        texts[name] = w.ToString().TrimEnd('\n');
    }
}
