using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Planning;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Kernels that copy a convolution's weights into the order another kernel reads. Padding lanes stay 0 from the allocation on.</summary>
internal static class PackText
{
    /// <summary>The units of work, a constant.</summary>
    public static int Units(PackedWeights packed, VectorText v) =>
        packed.Form switch
        {
            PackedForm.Forward => Reduction(packed.Node),
            PackedForm.Transformed => packed.Node.InputShape.Channels,
            PackedForm.TransformedInput => v.Count(packed.Node.InputShape.Channels),
            _ => Filters(packed.Node),
        };

    public static string Name(PackedWeights packed) => $"{packed.Node.Name}_Pack{packed.Form}";

    public static string Summary(PackedWeights packed) => packed.Form switch
    {
        PackedForm.Forward => "panel by panel of filters, in each input by input of the window",
        PackedForm.Transformed => $"transformed by {packed.Algorithm}, multiplication by multiplication, panel by panel of filters, input by input",
        PackedForm.TransformedInput => $"transformed by {packed.Algorithm}, multiplication by multiplication, panel by panel of inputs, filter by filter",
        PackedForm.Input => "filter row by filter row and panel by panel of inputs, in each filter by filter",
        _ => "filter row by filter row, in each filter by filter, padded to whole vectors",
    };

    /// <summary>The parameters of the kernel.</summary>
    public static IReadOnlyList<KernelParameter> Parameters(PackedWeights packed) =>
        [new("ReadOnlySpan<float>", "weights", $"{packed.Node.Name}_Weights"), new("Span<float>", "packed", $"{packed.Name}.Span")];

    /// <summary>The body of the kernel.</summary>
    public static void Write(SourceWriter w, (VectorText Vector, HelperTexts Helpers) context, PackedWeights packed)
    {
        switch (packed.Form)
        {
            case PackedForm.Forward:
                Forward(w, context.Vector, packed);
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

    private static int Filters(Node node) => ((Conv)node.Layer).Filters;

    private static int FilterRow(Node node) => node.Layer.Window.Width * node.InputShape.Channels;

    private static int Reduction(Node node) => node.Layer.Window.Height * FilterRow(node);

    private static void Forward(SourceWriter w, VectorText v, PackedWeights packed)
    {
        int filters = Filters(packed.Node), reduction = Reduction(packed.Node);
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "target", "packed"));
        using (w.Block("for (nuint i = (nuint)from; i < (nuint)to; i++)"))
        {
            PanelLoops.Write(w, packed.Panels, (panel, lane) =>
            {
                for (int vector = 0; vector < panel.Vectors; vector++)
                {
                    string load = v.Load("source", MapText.Index(("i", filters), ("1", lane + (vector * v.Lanes))));
                    string at = MapText.Index(("1", lane * reduction), ("i", panel.Width), ("1", vector * v.Lanes));
                    w.Line(v.Store(v.First(load, panel.LanesOf(vector)), "target", at, v.Lanes));
                }
            });
        }
    }

    private static void Input(SourceWriter w, PackedWeights packed)
    {
        int filters = Filters(packed.Node), filterRow = FilterRow(packed.Node);
        int rowFloats = packed.Panels.Sum(panel => panel.Width * panel.Count) * filters;
        Transposed(w, packed, () => PanelLoops.Write(w, packed.Panels, (panel, lane) => w.Line(VectorText.Transpose(
            ("source", MapText.Index(("row", (long)filterRow * filters), ("1", lane * filters), ("k", 1)), ((Size)filters).ToString()),
            ("target", MapText.Index(("row", rowFloats), ("1", lane * filters), ("k", panel.Width)), ((Size)panel.Width).ToString()),
            ($"(int)Math.Min({panel.Width}, {filterRow} - {lane})", "to - from")))));
    }

    private static void FilterRows(SourceWriter w, PackedWeights packed)
    {
        int filters = Filters(packed.Node), filterRow = FilterRow(packed.Node);
        int row = packed.Floats / packed.Node.Layer.Window.Height;
        Transposed(w, packed, () => w.Line(VectorText.Transpose(
            ("source", MapText.Index(("row", (long)filterRow * filters), ("k", 1)), ((Size)filters).ToString()),
            ("target", MapText.Index(("row", row), ("k", row / filters)), ((Size)(row / filters)).ToString()),
            (((Size)filterRow).ToString(), "to - from"))));
    }

    /// <summary>The loop over filter rows; <c>k</c> is the first filter.</summary>
    private static void Transposed(SourceWriter w, PackedWeights packed, System.Action body)
    {
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "target", "packed"));
        w.Line("nuint k = (nuint)from;");
        using (w.Block($"for (nuint row = 0; row < {packed.Node.Layer.Window.Height}; row++)"))
            body();
    }
}
