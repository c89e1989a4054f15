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
        foreach ((Panel panel, int first, int end) in Numbered(panels))
        {
            string from = first == 0 ? "from" : FormattableString.Invariant($"Math.Max(from, {first})");
            string to = panel == panels[panels.Count - 1] ? "to" : FormattableString.Invariant($"Math.Min(to, {end})");
            using (w.Block($"for (int unit = {from}; unit < {to}; unit++)"))
            {
                w.Line($"nuint lane = {Lane("unit", first, panel)};");
                body(panel, Size.Variable("lane"));
            }
        }
    }

    /// <summary>Writes the body once a kind of panel, for the panel whose number is the variable <c>panel</c>.</summary>
    /// <inheritdoc cref="WriteUnits"/>
    public static void WriteOne(SourceWriter w, IReadOnlyList<Panel> panels, Action<Panel, Size> body)
    {
        if (panels.Count == 1)
        {
            Body(panels[0], 0);
            return;
        }

        foreach ((Panel panel, int first, int end) in Numbered(panels))
        {
            string test = FormattableString.Invariant($"if (panel < {end})");
            using (w.Block(first == 0 ? test : panel == panels[panels.Count - 1] ? "else" : $"else {test}"))
                Body(panel, first);
        }

        void Body(Panel panel, int first)
        {
            w.Line($"nuint lane = {Lane("panel", first, panel)};");
            body(panel, Size.Variable("lane"));
        }
    }

    /// <summary>Each kind of panel with the number of its first one and of the first of the kind after it.</summary>
    private static IEnumerable<(Panel Panel, int First, int End)> Numbered(IReadOnlyList<Panel> panels)
    {
        int first = 0;
        foreach (Panel panel in panels)
        {
            yield return (panel, first, first + panel.Count);
            first += panel.Count;
        }
    }

    /// <summary>The first lane of a panel, by its number; of its kind, <paramref name="first"/> is the first.</summary>
    private static string Lane(string number, int first, Panel panel) => first == 0
        ? FormattableString.Invariant($"(nuint){number} * {panel.Width}")
        : FormattableString.Invariant($"((nuint)({number} - {first}) * {panel.Width}) + {panel.First * panel.Lanes}");
}
