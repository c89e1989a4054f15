using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>An emitted kernel while it is written: its parameters appear as the text asks for values.</summary>
/// <param name="plan">The network.</param>
/// <param name="target">The machine.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="helpers">The methods that the target's kernels share.</param>
internal sealed class KernelText(NetworkPlan plan, Target target, KernelPlan kernel, HelperTexts helpers)
{
    private readonly KernelParameters parameters = new(kernel.Name);
    private readonly Dictionary<Value, string> references = [];
    private readonly Dictionary<Value, string> names = [];
    private readonly Dictionary<string, int> counters = [];
    private bool takesExtents;

    public NetworkPlan Plan => plan;

    public Target Target => target;

    /// <summary>The variable with the scale of packed half floats in all lanes.</summary>
    public const string HalvesScale = "filterScales";

    /// <summary>The methods that the target's kernels share.</summary>
    public HelperTexts Helpers => helpers;

    /// <summary>The names of the vector operations.</summary>
    public VectorText Vector { get; } = new(target);

    public KernelPlan Kernel => kernel;

    public bool AnyExtent => plan.Graph.AnyExtent;

    /// <summary>Whether kernels are planned for one image, and calls may have more.</summary>
    public bool ForOneImage => !plan.Graph.Trainable;

    public SourceWriter Body { get; } = new();

    public IReadOnlyList<KernelParameter> Parameters => parameters.All;

    /// <summary>Methods that the kernel calls, each a part of it.</summary>
    public List<KernelText> Parts { get; } = [];

    /// <summary>How many independent units of work there are.</summary>
    public UnitCount Units { get; set; } = UnitCount.Images(1);

    /// <summary>A map the kernel reads.</summary>
    public MapText Read(Value value) => Map(value, "ReadOnlySpan");

    /// <summary>A map the kernel writes.</summary>
    public MapText Write(Value value) => Map(value, "Span");

    /// <summary>Numbers per channel, or an array of parameters or gradients; the name of its span.</summary>
    public string Floats(Value value, bool writes = false) =>
        Parameter(writes ? "Span<float>" : "ReadOnlySpan<float>", KernelNames.Parameter(value), KernelNames.Member(value));

    /// <summary>The number of images of the run, an int.</summary>
    public string Images() => Parameter(new KernelParameter("int", "images", "images") { NeedsImages = true });

    /// <summary>A span or number the network passes.</summary>
    public string Parameter(string type, string name, string argument) => Parameter(new KernelParameter(type, name, argument));

    /// <inheritdoc cref="KernelParameters.Number"/>
    public Size Argument(string type, string name, long value) => parameters.Number(type, name, value);

    /// <summary>Makes the extents of the kernel's maps, which all have one shape, arguments of the method: for kernels that take each element once, where memory is
    /// slower than any arithmetic on addresses. Layers of other sizes then share the method.</summary>
    public void TakeExtents() => takesExtents = !AnyExtent;

    /// <inheritdoc cref="Parameter(string, string, string)"/>
    public string Parameter(KernelParameter parameter) => parameters.Add(parameter);

    /// <summary>Declares a reference to the first element of a map.</summary>
    public void Reference(string name, MapText map) =>
        Body.Line(VectorText.Reference(map.Layout.Element, name, map.Name));

    /// <summary>Declares a reference to the first float of a span.</summary>
    public void Reference(string name, string span) => Body.Line(VectorText.Reference("float", name, span));

    /// <summary>Declares <c>filters</c>, the reference to the packed weights that the kernel reads, and of half floats their <see cref="HalvesScale"/>.</summary>
    public void Filters()
    {
        PackedWeights packed = kernel.Packed!;
        Body.Line(VectorText.Reference(packed.Element, "filters", Parameter($"ReadOnlySpan<{packed.Element}>", KernelNames.Parameter(packed.Weights), $"{packed.Name}.Span")));
        if (packed.IsHalf)
            Body.Line($"{Vector.Type} {HalvesScale} = {Vector.Broadcast(Parameter("float", "filterScale", $"{packed.Name}.Scale"))};");
    }

    /// <summary>A reference to the first element of a value, declared where it is first asked for.</summary>
    public string ReferenceTo(Value value, string name, bool writes)
    {
        if (references.TryGetValue(value, out string? known))
            return known;

        if (value.IsMap)
            Reference(name, writes ? Write(value) : Read(value));
        else
            Reference(name, Floats(value, writes));

        return references[value] = name;
    }

    /// <summary>The name of the reference to a value, also before it is declared. It says nothing of layers, so that kernels of equal sizes have equal text and become one method.</summary>
    public string NameOf(Value value)
    {
        // What the main step reads under a name of its own has that name for what follows it too.
        if (references.TryGetValue(value, out string? declared))
            return declared;

        if (!names.TryGetValue(value, out string? name))
            names[value] = name = Unique(value.IsMap ? "values" : "numbers");

        return name;
    }

    /// <summary>A name for a variable that no other has.</summary>
    public string Unique(string name)
    {
        counters.TryGetValue(name, out int number);
        counters[name] = number + 1;
        return FormattableString.Invariant($"{name}{number}");
    }

    /// <summary>The extents of a map that the kernel walks over, stored or not, without a border.</summary>
    public MapText Extents(Value value) => WithExtents(new MapLayout(value));

    private MapText Map(Value value, string span)
    {
        MapLayout layout = plan.Layouts[value];
        Parameter($"{span}<{layout.Element}>", KernelNames.Parameter(value), KernelNames.Member(value));
        return WithExtents(layout);
    }

    private MapText WithExtents(MapLayout layout)
    {
        Shape shape = layout.Shape;
        if (takesExtents)
            return new MapText(layout, (Argument("nuint", "height", shape.Height), Argument("nuint", "width", shape.Width), Argument("nuint", "channels", shape.Channels)));

        if (!AnyExtent)
            return MapText.Fixed(layout);

        Node node = layout.Value.Node;
        foreach (string name in new[] { KernelNames.Height(node), KernelNames.Width(node) })
            Parameter("nuint", name, name);

        return MapText.AnyExtent(layout);
    }
}
