using System;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The loop over the groups of a convolution, which is none where there is one.</summary>
internal static class GroupLoops
{
    /// <summary>Writes what is done for <c>group</c>.</summary>
    public static void Write(SourceWriter w, ConvGeometry conv, Action body)
    {
        if (conv.Groups == 1)
        {
            body();
            return;
        }

        using (w.Block($"for (nuint group = 0; group < {conv.Groups}; group++)"))
            body();
    }

    /// <summary>Where the part of <c>group</c> starts, if each group has so many floats.</summary>
    public static Size Start(ConvGeometry conv, long floats) => conv.Groups == 1 ? 0 : Size.Variable("group") * floats;
}
