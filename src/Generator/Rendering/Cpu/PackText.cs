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
    public static int Units(PackedWeights packed) =>
        packed.Form switch
        {
            PackedForm.Forward => Reduction(packed.Node),
            PackedForm.Transformed => packed.Node.InputShape.Channels,
            PackedForm.TransformedInput => (packed.Node.InputShape.Channels + VectorText.Lanes - 1) / VectorText.Lanes,
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

    /// <summary>The body of the kernel with the parameters from, to, weights and packed.</summary>
    public static void Write(SourceWriter w, PackedWeights packed)
    {
        switch (packed.Form)
        {
            case PackedForm.Forward:
                Forward(w, packed);
                break;
            case PackedForm.Transformed:
                TransformFilterText.WriteForward(w, packed);
                break;
            case PackedForm.TransformedInput:
                TransformFilterText.WriteInput(w, packed);
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

    private static void Forward(SourceWriter w, PackedWeights packed)
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
                    string load = VectorText.Load("source", MapText.Index(("i", filters), ("1", lane + (vector * VectorText.Lanes))));
                    string at = MapText.Index(("1", lane * reduction), ("i", panel.Vectors * VectorText.Lanes), ("1", vector * VectorText.Lanes));
                    w.Line(VectorText.Store(VectorText.First(load, PanelLoops.Lanes(panel, vector)), "target", at, VectorText.Lanes));
                }
            });
        }
    }

    private static void Input(SourceWriter w, PackedWeights packed)
    {
        int filters = Filters(packed.Node), filterRow = FilterRow(packed.Node);
        int rowFloats = packed.Panels.Sum(panel => panel.Vectors * panel.Count) * VectorText.Lanes * filters;
        using (w.Block($"for (int row = 0; row < {packed.Node.Layer.Window.Height}; row++)"))
        {
            PanelLoops.Write(w, packed.Panels, (panel, lane) =>
            {
                int width = panel.Vectors * VectorText.Lanes;
                string first = lane.IsConstant ? lane.ToString() : $"(int){lane}";
                using (w.Block($"for (int i = {first}; i < Math.Min({first} + {width}, {filterRow}); i++)"))
                using (w.Block("for (int k = from; k < to; k++)"))
                    w.Line($"packed[(row * {rowFloats}) + ({first} * {filters}) + (k * {width}) + i - {first}] = weights[(((row * {filterRow}) + i) * {filters}) + k];");
            });
        }
    }

    private static void FilterRows(SourceWriter w, PackedWeights packed)
    {
        int filters = Filters(packed.Node), filterRow = FilterRow(packed.Node);
        int row = packed.Floats / packed.Node.Layer.Window.Height;
        using (w.Block($"for (int row = 0; row < {packed.Node.Layer.Window.Height}; row++)"))
        using (w.Block($"for (int i = 0; i < {filterRow}; i++)"))
        using (w.Block("for (int k = from; k < to; k++)"))
            w.Line($"packed[(row * {row}) + (k * {row / filters}) + i] = weights[(((row * {filterRow}) + i) * {filters}) + k];");
    }
}
