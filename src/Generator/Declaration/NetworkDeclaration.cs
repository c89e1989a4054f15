using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Support;

namespace Kiln.Generator.Declaration;

/// <summary>What the user wrote, and the only value Roslyn caches: equal text gives an equal value, and it holds no Roslyn type.</summary>
/// <param name="Namespace">As C# writes it; empty for the global one.</param>
/// <param name="Name">The class.</param>
/// <param name="Accessibility">The class's modifiers that must be repeated, for example <c>public</c>.</param>
/// <param name="ParametersOwner">Fully qualified name of the class whose parameters it uses: itself, or the T of <c>[InferenceOf&lt;T&gt;]</c> or <c>[HeadOf&lt;T&gt;]</c>.</param>
/// <param name="Variant">What is compiled.</param>
/// <param name="Fuse">Whether kernels may be fused.</param>
/// <param name="Winograd">Whether convolutions may multiply in a transformed domain.</param>
/// <param name="OwnLoss">Whether the caller may give the derivative of a loss of its own by the scores.</param>
/// <param name="Layers">The layers in textual order. For a variant those of T.</param>
/// <param name="Blocks">All blocks that the lines use, and those that these use.</param>
internal sealed record NetworkDeclaration(
    string Namespace,
    string Name,
    string Accessibility,
    string ParametersOwner,
    Variant? Variant,
    bool Fuse,
    bool Winograd,
    bool OwnLoss,
    EquatableArray<LayerDeclaration> Layers,
    EquatableArray<BlockDeclaration> Blocks = default)
{
    /// <summary>Whether kernels for graphics processors are wanted too.</summary>
    public bool ForGpu { get; init; }

    /// <summary>Whether training keeps few maps for the backward run and computes the others again.</summary>
    public bool Recompute { get; init; }

    /// <summary>Whether weights that are read once for every image are kept as half floats.</summary>
    public bool HalvesWeights { get; init; }

    /// <summary>The lines as they are written, uses of blocks among them, once the layers of the blocks stand in place of the uses.</summary>
    public EquatableArray<LayerDeclaration> Written { get; init; }

    /// <summary>Namespace and name as metadata has them, without the @ of keywords: for descriptions and file names.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace.Replace("@", "")}.{Name}";

    /// <summary>The class's name as C# writes it: <c>@event</c> for a keyword.</summary>
    public string Identifier => Identifiers.Escape(Name);
}

/// <summary>What is compiled of the T of <c>[InferenceOf&lt;T&gt;]</c>, or of <c>[HeadOf&lt;T&gt;]</c>.</summary>
/// <param name="Height">Rows of the input, 0 for any.</param>
/// <param name="Width">Columns, 0 for any.</param>
/// <param name="IsHead">Whether it is the layers that learn, to train them; the extents then follow.</param>
internal sealed record Variant(int Height, int Width, bool IsHead = false)
{
    /// <summary>The layers that learn.</summary>
    public static Variant Head { get; } = new(0, 0, IsHead: true);

    /// <summary>Whether the extents are arguments of <c>Forward</c>.</summary>
    public bool AnyExtent => !IsHead && Height == 0 && Width == 0;
}

/// <summary>One layer as written.</summary>
/// <param name="Name">The property.</param>
/// <param name="Accessibility">The property's modifiers up to <c>partial</c>, for example <c>public</c>.</param>
/// <param name="PropertyType">Its type, fully qualified: <c>Kiln.ConvLayer</c>.</param>
/// <param name="Kind">The attribute without its suffix: <c>Conv</c>. With its full name if it is not one of Kiln's.</param>
/// <param name="From">The layer it reads, or null for the line above.</param>
/// <param name="Keep">Whether its output must stay readable.</param>
/// <param name="Arguments">The attribute's other arguments that were given, by parameter or property name.</param>
/// <param name="Inputs">The layers named by <c>params string[] inputs</c>; empty if the attribute has none.</param>
/// <param name="Block">The block that the line uses, as <see cref="BlockDeclaration.FullName"/>; null for a layer.</param>
/// <param name="WeightsOf">The line whose parameter arrays it has; null for arrays of its own.</param>
internal sealed record LayerDeclaration(
    string Name,
    string Accessibility,
    string PropertyType,
    string Kind,
    string? From,
    bool Keep,
    EquatableArray<Argument> Arguments,
    EquatableArray<string> Inputs = default,
    string? Block = null,
    string? WeightsOf = null)
{
    /// <summary>Whether the gradient by its output must stay readable.</summary>
    public bool KeepGradient { get; init; }

    /// <summary>The function of a line that has one of the user's own.</summary>
    public FunctionDeclaration? Function { get; init; }

    /// <summary>Whether it is left out in inference.</summary>
    public bool TrainingOnly { get; init; }

    /// <summary>The layers that it names, each with the argument that does.</summary>
    public IEnumerable<(string Name, string Argument)> Named =>
        Inputs.Select((name, index) => (name, InputArgument(index))).Concat(From is null ? [] : [(From, "From")]);

    /// <summary>The argument that names an input: <c>Inputs[1]</c>.</summary>
    public static string InputArgument(int index) => FormattableString.Invariant($"Inputs[{index}]");

    /// <summary>The property's name as C# writes it: <c>@event</c> for a keyword.</summary>
    public string Identifier => Identifiers.Escape(Name);
}

/// <summary>One given argument of a layer's attribute.</summary>
/// <param name="Name">Parameter or property, in Pascal case: <c>Height</c>, <c>Stride</c>.</param>
/// <param name="Value">The number; booleans are 0 and 1, enums their number. 0 for what is not a number.</param>
/// <param name="Type">The type of what is not a number, as C# writes it: <c>string</c>, <c>string[]</c>, <c>System.Type</c>; null for a number.</param>
/// <param name="Texts">A string, the strings of an array, or another value as C# writes it; empty for a number and for null.</param>
/// <param name="Size">How the number follows from the sizes of a block; null if it does not. The number is then that of the example.</param>
internal readonly record struct Argument(string Name, double Value, string? Type = null, EquatableArray<string> Texts = default, SizeExpression? Size = null)
{
    public bool IsNumber => Type is null;
}
