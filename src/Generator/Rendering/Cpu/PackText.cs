using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An emitted kernel that copies a convolution's weights into the order another kernel reads, while it is written. Padding lanes stay 0 from the allocation
/// on. Sizes are arguments, so that the convolutions of a network share a few such methods.</summary>
internal sealed class PackText
{
    private readonly KernelParameters parameters;
    private readonly PackedWeights packed;

    /// <param name="packed">The weights.</param>
    /// <param name="vector">The names of the vector operations.</param>
    /// <param name="helpers">The methods that the target's kernels share.</param>
    public PackText(PackedWeights packed, VectorText vector, HelperTexts helpers)
    {
        (this.packed, Vector, Helpers, parameters) = (packed, vector, helpers, new KernelParameters(Name(packed)));
        Reference("source", new KernelParameter("ReadOnlySpan<float>", "weights", KernelNames.Member(packed.Weights)));
        Reference("target", new KernelParameter($"Span<{packed.Element}>", "packed", $"{packed.Name}.Span"), packed.Element);
        if (packed.Factors is { } factors)
            Reference("factors", new KernelParameter("ReadOnlySpan<float>", "filterFactors", KernelNames.Member(factors)));

        switch (packed.Form)
        {
            case PackedForm.Forward:
                Forward();
                break;
            case PackedForm.Taps:
                Taps();
                break;
            case PackedForm.Transformed:
                TransformFilterText.WriteForward(this);
                break;
            case PackedForm.TransformedInput:
                TransformFilterText.WriteInput(this);
                break;
            case PackedForm.Input:
                Input();
                break;
            default:
                FilterRows();
                break;
        }
    }

    public PackedWeights Packed => packed;

    public VectorText Vector { get; }

    public HelperTexts Helpers { get; }

    public SourceWriter Body { get; } = new();

    public IReadOnlyList<KernelParameter> Parameters => parameters.All;

    /// <summary>Filters of the convolution.</summary>
    public Size Filters => Argument("filters", packed.Geometry.Filters);

    /// <summary>Columns of all panels.</summary>
    private Size Columns => Argument("columns", packed.Panels.Sum(panel => (long)panel.Width * panel.Count));

    private bool HasEqualPanels => packed.Panels[0].Width == packed.Panels[packed.Panels.Count - 1].Width;

    /// <summary>Columns of the first panel, which no other exceeds.</summary>
    private Size Wide => Argument("wide", packed.Panels[0].Width);

    /// <summary>Columns of the last panel.</summary>
    private Size Narrow => Argument("narrow", packed.Panels[packed.Panels.Count - 1].Width);

    /// <summary>Columns of all panels that are as wide as the first.</summary>
    private Size WideColumns => Argument("wideColumns", packed.Panels.Where(panel => panel.Width == packed.Panels[0].Width).Sum(panel => (long)panel.Width * panel.Count));

    /// <summary>The units of work.</summary>
    public static UnitCount Units(PackedWeights packed, VectorText v) => UnitCount.Constant(packed.Form switch
    {
        PackedForm.Forward => packed.Geometry.Reduction,
        PackedForm.Taps => packed.Geometry.Window.Positions,
        PackedForm.Transformed => packed.Geometry.Input.Channels,
        PackedForm.TransformedInput => v.Count(packed.Geometry.Input.Channels),
        _ => packed.Geometry.GroupFilters,
    });

    /// <summary>Whether the units of work are equal parts of the array, one after the other.</summary>
    public static bool IsInOrder(PackedWeights packed) => packed.Form is PackedForm.Forward or PackedForm.Taps;

    public static string Name(PackedWeights packed) => $"{Identifiers.OfPath(packed.Weights.Array!.Layer)}_Pack{packed.Form}{packed.Suffix}";

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
        order = packed.IsHalf ? $"{order}, as half floats" : order;
        return packed.Factors is null ? order : $"{order}; each filter times {packed.Factors.Name}";
    }

    /// <summary>A number that the network passes.</summary>
    public Size Argument(string name, long value) => parameters.Number("nuint", name, value);

    /// <summary>Writes the body once for all panels, whose widths differ by at most a vector: in a loop over them.</summary>
    /// <param name="body">Gets the first lane of a panel and its width.</param>
    public void Panels(Action<Size, Size> body)
    {
        Size wide = Wide;
        if (HasEqualPanels)
        {
            using (Body.Block($"for (nuint lane = 0; lane < {Columns}; lane += {wide})"))
                body(Size.Variable("lane"), wide);

            return;
        }

        (Size narrow, Size wideColumns) = (Narrow, WideColumns);
        using (Body.Block($"for (nuint lane = 0, width; lane < {Columns}; lane += width)"))
        {
            Body.Line($"width = lane < {wideColumns} ? {wide} : {narrow};");
            body(Size.Variable("lane"), Size.Variable("width"));
        }
    }

    /// <summary>Declares <c>lane</c> and <c>width</c>, the first lane and the width of the panel in which a column lies.</summary>
    public void PanelOf(string column)
    {
        Size wide = Wide;
        string whole = $"{column} / {wide} * {wide}";
        if (HasEqualPanels)
        {
            Body.Line($"nuint lane = {whole}, width = {wide};");
            return;
        }

        (Size narrow, Size wideColumns) = (Narrow, WideColumns);
        Body.Line($"nuint lane = {column} < {wideColumns} ? {whole} : {wideColumns} + (({column} - {wideColumns}) / {narrow} * {narrow}), width = lane < {wideColumns} ? {wide} : {narrow};");
    }

    /// <summary>A vector of filters, times the variable <c>factor</c> where there are factors.</summary>
    public string Scaled(string load) => packed.Factors is null ? load : $"({load} * factor)";

    private void Reference(string name, KernelParameter span, string element = "float") => Body.Line(VectorText.Reference(element, name, parameters.Add(span)));

    private void Forward()
    {
        ConvGeometry conv = packed.Geometry;
        int lanes = Vector.Lanes;
        Size groupFilters = conv.Groups == 1 ? Filters : conv.GroupFilters, reduction = Argument("reduction", conv.Reduction);
        GroupLoops.Write(Body, conv, () => Panels((lane, width) =>
        {
            using (Body.Block("for (nuint i = (nuint)from; i < (nuint)to; i++)"))
            using (Body.Block($"for (nuint vector = 0; vector < {width}; vector += {(Size)lanes})"))
            {
                string filter = MapText.Index(("1", lane), ("vector", 1), ("1", GroupLoops.Start(conv, conv.GroupFilters)));
                string load = Vector.Load("source", MapText.Index(("i", Filters), (filter, 1)));
                if (conv.GroupFilters % lanes != 0)
                    load = VectorText.First(load, $"(int)Math.Min({(Size)lanes}, {groupFilters} - ({lane} + vector))");

                if (packed.Factors is not null)
                    load = $"({load} * {Vector.Load("factors", filter)})";

                string at = MapText.Index(("1", GroupLoops.Start(conv, packed.Floats / conv.Groups)), ("1", lane * reduction), ("i", width), ("vector", 1));
                Body.Line(packed.IsHalf
                    ? VectorText.StoreHalves(load, "target", at, parameters.Add(new KernelParameter("float", "scale", $"{packed.Name}.Scale")))
                    : Vector.Store(load, "target", at, lanes));
            }
        }));
    }

    private void Taps()
    {
        int filters = packed.Geometry.Filters, lanes = Vector.Lanes;
        using (Body.Block("for (nuint tap = (nuint)from; tap < (nuint)to; tap++)"))
        using (Body.Block($"for (nuint k = 0; k < {Filters}; k += {(Size)lanes})"))
        {
            string load = Vector.Load("source", MapText.Index(("tap", Filters), ("k", 1)));
            if (filters % lanes != 0)
                load = VectorText.First(load, $"(int)Math.Min({(Size)lanes}, {Filters} - k)");

            if (packed.Factors is not null)
                load = $"({load} * {Vector.Load("factors", "k")})";

            Body.Line(Vector.Store(load, "target", MapText.Index(("tap", Argument("pitch", Target.WholeVectors(filters))), ("k", 1)), lanes));
        }
    }

    private void Input()
    {
        ConvGeometry conv = packed.Geometry;
        Size group = conv.Groups == 1 ? Filters : conv.GroupFilters, stretch = Argument("stretch", conv.Stretch);
        long groupFloats = packed.Panels.Sum(panel => (long)panel.Width * panel.Count) * conv.GroupFilters;
        Transposed(Argument("stretches", conv.Stretches), () => GroupLoops.Write(Body, conv, () => Panels((lane, width) => Body.Line(VectorText.Transpose(
            ("source", MapText.Index(("part", stretch * Filters), ("1", lane * Filters), ("1", GroupLoops.Start(conv, conv.GroupFilters)), ("k", 1)), Filters.ToString()),
            ("target", MapText.Index(("part", Columns * group * conv.Groups), ("1", GroupLoops.Start(conv, groupFloats)), ("1", lane * group), ("k", width)), width.ToString()),
            ($"(int)Math.Min({width}, {stretch} - {lane})", "to - from"))))));
    }

    private void FilterRows()
    {
        int filters = packed.Geometry.Filters;
        Size filterRow = Argument("filterRow", packed.Geometry.Stretch), row = Argument("row", packed.Floats / packed.Geometry.Window.Height / filters);
        Transposed(Argument("rows", packed.Geometry.Window.Height), () => Body.Line(VectorText.Transpose(
            ("source", MapText.Index(("part", filterRow * Filters), ("k", 1)), Filters.ToString()),
            ("target", MapText.Index(("part", row * Filters), ("k", row)), row.ToString()),
            ($"(int){filterRow}", "to - from"))));
    }

    /// <summary>The loop over stretches of a filter; <c>k</c> is the first filter.</summary>
    private void Transposed(Size parts, Action body)
    {
        Body.Line("nuint k = (nuint)from;");
        using (Body.Block($"for (nuint part = 0; part < {parts}; part++)"))
            body();
    }
}
