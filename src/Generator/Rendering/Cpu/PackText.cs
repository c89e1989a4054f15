using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Kernels that copy a convolution's weights into the order another kernel reads. Padding lanes stay 0 from the allocation on.</summary>
internal static class PackText
{
    /// <summary>The units of work.</summary>
    public static UnitCount Units(PackedWeights packed, VectorText v) => UnitCount.Constant(packed.Form switch
    {
        PackedForm.Forward => packed.Geometry.Reduction,
        PackedForm.Taps => packed.Geometry.Window.Positions,
        PackedForm.Transformed => packed.Geometry.Input.Channels,
        PackedForm.TransformedInput => v.Count(packed.Geometry.Input.Channels),
        _ => packed.Geometry.GroupFilters,
    });

    public static string Name(PackedWeights packed) => $"{packed.Weights.Array!.Layer}_Pack{packed.Form}{packed.Suffix}";

    public static string Summary(PackedWeights packed)
    {
        string order = packed.Form switch
        {
            PackedForm.Forward => "panel by panel of filters, in each input by input of the window",
            PackedForm.Transformed => $"transformed by {packed.Algorithm}, multiplication by multiplication, panel by panel of filters, input by input",
            PackedForm.TransformedInput => $"transformed by {packed.Algorithm}, multiplication by multiplication, panel by panel of inputs, filter by filter",
            PackedForm.Input => "stretch by stretch of the filter and panel by panel of inputs, in each filter by filter",
            PackedForm.Taps => "tap by tap, padded to whole vectors of channels",
            _ => "filter row by filter row, in each filter by filter, padded to whole vectors",
        };
        return packed.Factors is null ? order : $"{order}; each filter times {packed.Factors.Name}";
    }

    /// <summary>The parameters of the kernel.</summary>
    public static IReadOnlyList<KernelParameter> Parameters(PackedWeights packed)
    {
        List<KernelParameter> parameters =
            [new("ReadOnlySpan<float>", "weights", KernelNames.Member(packed.Weights)), new("Span<float>", "packed", $"{packed.Name}.Span")];
        if (packed.Factors is not null)
            parameters.Add(new("ReadOnlySpan<float>", "filterFactors", KernelNames.Member(packed.Factors)));

        return parameters;
    }

    /// <summary>The body of the kernel.</summary>
    public static void Write(SourceWriter w, (VectorText Vector, HelperTexts Helpers) context, PackedWeights packed)
    {
        switch (packed.Form)
        {
            case PackedForm.Forward:
                Forward(w, context.Vector, packed);
                break;
            case PackedForm.Taps:
                Taps(w, context.Vector, packed);
                break;
            case PackedForm.Transformed:
                TransformFilterText.WriteForward(w, context, packed);
                break;
            case PackedForm.TransformedInput:
                TransformFilterText.WriteInput(w, context, packed);
                break;
            case PackedForm.Input:
                Input(w, packed);
                break;
            default:
                FilterRows(w, packed);
                break;
        }
    }

    /// <summary>Declares the reference to what filters are multiplied by.</summary>
    public static void DeclareFactors(SourceWriter w, PackedWeights packed)
    {
        if (packed.Factors is not null)
            w.Line(VectorText.Reference("float", "factors", "filterFactors"));
    }

    /// <summary>A vector of filters, times the variable <c>factor</c> where there are factors.</summary>
    public static string Scaled(string load, PackedWeights packed) => packed.Factors is null ? load : $"({load} * factor)";

    private static void Begin(SourceWriter w, PackedWeights packed)
    {
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "target", "packed"));
        DeclareFactors(w, packed);
    }

    private static void Forward(SourceWriter w, VectorText v, PackedWeights packed)
    {
        ConvGeometry conv = packed.Geometry;
        int filters = conv.Filters, reduction = conv.Reduction;
        long groupFloats = packed.Floats / conv.Groups;
        Begin(w, packed);
        using (w.Block("for (nuint i = (nuint)from; i < (nuint)to; i++)"))
        {
            GroupLoops.Write(w, conv, () => PanelLoops.Write(w, packed.Panels, (panel, lane) =>
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                {
                    Size filter = lane + (vector * v.Lanes) + GroupLoops.Start(conv, conv.GroupFilters);
                    string load = v.First(v.Load("source", MapText.Index(("i", filters), ("1", filter))), panel.LanesOf(vector));
                    string at = MapText.Index(("1", GroupLoops.Start(conv, groupFloats)), ("1", lane * reduction), ("i", panel.Width), ("1", vector * v.Lanes));
                    w.Line(v.Store(packed.Factors is null ? load : $"({load} * {v.Load("factors", MapText.Index(("1", filter)))})", "target", at, v.Lanes));
                }
            }));
        }
    }

    private static void Taps(SourceWriter w, VectorText v, PackedWeights packed)
    {
        int filters = packed.Geometry.Filters, pitch = Target.WholeVectors(filters), tail = filters % v.Lanes;
        Begin(w, packed);
        using (w.Block("for (nuint tap = (nuint)from; tap < (nuint)to; tap++)"))
        using (w.Block($"for (nuint k = 0; k < {filters}; k += {v.Lanes})"))
        {
            string load = v.Load("source", MapText.Index(("tap", filters), ("k", 1)));
            if (tail > 0)
                load = VectorText.First(load, $"(int)Math.Min({v.Lanes}, {filters} - k)");

            if (packed.Factors is not null)
                load = $"({load} * {v.Load("factors", "k")})";

            w.Line(v.Store(load, "target", MapText.Index(("tap", pitch), ("k", 1)), v.Lanes));
        }
    }

    private static void Input(SourceWriter w, PackedWeights packed)
    {
        ConvGeometry conv = packed.Geometry;
        int filters = conv.Filters, group = conv.GroupFilters, stretch = conv.Stretch;
        int groupFloats = packed.Panels.Sum(panel => panel.Width * panel.Count) * group;
        Transposed(w, packed, conv.Stretches, () => GroupLoops.Write(w, conv, () => PanelLoops.Write(w, packed.Panels, (panel, lane) => w.Line(VectorText.Transpose(
            ("source", MapText.Index(("row", (long)stretch * filters), ("1", lane * filters), ("1", GroupLoops.Start(conv, group)), ("k", 1)), ((Size)filters).ToString()),
            ("target", MapText.Index(("row", (long)groupFloats * conv.Groups), ("1", GroupLoops.Start(conv, groupFloats)), ("1", lane * group), ("k", panel.Width)), ((Size)panel.Width).ToString()),
            ($"(int)Math.Min({panel.Width}, {stretch} - {lane})", "to - from"))))));
    }

    private static void FilterRows(SourceWriter w, PackedWeights packed)
    {
        int filters = packed.Geometry.Filters, filterRow = packed.Geometry.Stretch;
        int row = (int)(packed.Floats / packed.Geometry.Window.Height);
        Transposed(w, packed, packed.Geometry.Window.Height, () => w.Line(VectorText.Transpose(
            ("source", MapText.Index(("row", (long)filterRow * filters), ("k", 1)), ((Size)filters).ToString()),
            ("target", MapText.Index(("row", row), ("k", row / filters)), ((Size)(row / filters)).ToString()),
            (((Size)filterRow).ToString(), "to - from"))));
    }

    /// <summary>The loop over stretches of a filter; <c>k</c> is the first filter.</summary>
    private static void Transposed(SourceWriter w, PackedWeights packed, int rows, Action body)
    {
        Begin(w, packed);
        w.Line("nuint k = (nuint)from;");
        using (w.Block($"for (nuint row = 0; row < {rows}; row++)"))
            body();
    }
}
