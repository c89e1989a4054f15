using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Loops over the panels of a schedule.</summary>
internal static class PanelLoops
{
    /// <summary>Writes the body once a kind of panel, in a loop where several follow one another.</summary>
    /// <param name="w">The text.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="body">Gets the panel and the index of its first lane, a variable or a constant.</param>
    public static void Write(SourceWriter w, IReadOnlyList<Panel> panels, Action<Panel, Size> body)
    {
        foreach (Panel panel in panels)
        {
            int first = panel.First * panel.Lanes;
            int width = panel.Width;
            if (panel.Count == 1)
            {
                using (w.Block())
                    body(panel, first);

                continue;
            }

            using (w.Block($"for (nuint lane = {first}; lane < {first + (panel.Count * width)}; lane += {width})"))
                body(panel, Size.Variable("lane"));
        }
    }

    /// <summary>Writes the body once a kind of panel, in a loop over those panels that are this call's units of work.</summary>
    /// <param name="w">The text.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="body">Gets the panel and the index of its first lane.</param>
    public static void WriteUnits(SourceWriter w, IReadOnlyList<Panel> panels, Action<Panel, Size> body)
    {
        int unit = 0;
        foreach (Panel panel in panels)
        {
            string range = FormattableString.Invariant($"int unit = Math.Max(from, {unit}); unit < Math.Min(to, {unit + panel.Count}); unit++");
            using (w.Block($"for ({range})"))
            {
                w.Line(FormattableString.Invariant($"nuint lane = ((nuint)(unit - {unit}) * {panel.Width}) + {panel.First * panel.Lanes};"));
                body(panel, Size.Variable("lane"));
            }

            unit += panel.Count;
        }
    }
}
