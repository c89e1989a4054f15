using System;
using System.Collections.Generic;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning;

/// <summary>Tells kernels with equal names apart.</summary>
internal static class KernelNumbering
{
    public static IReadOnlyDictionary<Kernel, string> Names(IEnumerable<Kernel> kernels)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        Dictionary<Kernel, string> names = [];
        foreach (Kernel kernel in kernels)
        {
            string plain = kernel.PlainName;
            seen.TryGetValue(plain, out int before);
            seen[plain] = before + 1;
            names[kernel] = before == 0 ? plain : FormattableString.Invariant($"{plain}{before + 1}");
        }

        return names;
    }
}
