using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>One parameter of an emitted kernel.</summary>
/// <param name="Type">Its C# type.</param>
/// <param name="Name">Its name in the kernel.</param>
/// <param name="Argument">What the network passes.</param>
internal sealed record KernelParameter(string Type, string Name, string Argument);

/// <summary>An emitted kernel while it is written: its parameters appear as the text asks for values.</summary>
/// <param name="plan">The network.</param>
/// <param name="target">The machine.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="helpers">The methods that the target's kernels share.</param>
internal sealed class KernelText(NetworkPlan plan, Target target, KernelPlan kernel, HelperTexts helpers)
{
    private readonly List<KernelParameter> parameters = [];

    public NetworkPlan Plan => plan;

    public Target Target => target;

    /// <summary>The methods that the target's kernels share.</summary>
    public HelperTexts Helpers => helpers;

    /// <summary>The names of the vector operations.</summary>
    public VectorText Vector { get; } = new(target);

    public KernelPlan Kernel => kernel;

    public bool AnyExtent => plan.Graph.AnyExtent;

    public SourceWriter Body { get; } = new();

    public IReadOnlyList<KernelParameter> Parameters => parameters;

    /// <summary>Methods that the kernel calls, each a part of it.</summary>
    public List<KernelText> Parts { get; } = [];

    /// <summary>How many independent units of work there are, as an expression of <c>images</c>.</summary>
    public string Units { get; set; } = "images";

    /// <summary>A map the kernel reads.</summary>
    public MapText Read(Value value) => Map(value, "ReadOnlySpan");

    /// <summary>A map the kernel writes.</summary>
    public MapText Write(Value value) => Map(value, "Span");

    /// <summary>A span or number the network passes.</summary>
    public string Parameter(string type, string name, string argument)
    {
        if (parameters.All(parameter => parameter.Name != name))
            parameters.Add(new KernelParameter(type, name, argument));

        return name;
    }

    /// <summary>Declares a reference to the first element of a map.</summary>
    public void Reference(string name, MapText map) =>
        Body.Line(VectorText.Reference(map.Layout.Element, name, map.Name));

    /// <summary>Declares a reference to the first float of a span.</summary>
    public void Reference(string name, string span) => Body.Line(VectorText.Reference("float", name, span));

    private MapText Map(Value value, string span)
    {
        MapText map = new(plan.Layouts[value], AnyExtent);
        Parameter($"{span}<{map.Layout.Element}>", map.Name, KernelNames.Member(value));
        if (AnyExtent)
        {
            Node node = value.Node;
            Parameter("nuint", KernelNames.Height(node), KernelNames.Height(node));
            Parameter("nuint", KernelNames.Width(node), KernelNames.Width(node));
        }

        return map;
    }
}
