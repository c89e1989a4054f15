using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Support;

namespace Kiln.Generator.Lowering;

/// <summary>How often a value is there.</summary>
internal enum Extent
{
    /// <summary>A map for every image of a call.</summary>
    Image,

    /// <summary>One number per channel, for all images of a call together.</summary>
    Channel,

    /// <summary>A few numbers per channel for each of a fixed number of chunks of a call's images.</summary>
    Chunk,

    /// <summary>One array for all images of a call together, from one kernel to the next.</summary>
    Batch,

    /// <summary>One number a channel that follows from the parameters alone.</summary>
    ParameterChannel,

    /// <summary>An array of parameters.</summary>
    Parameter,

    /// <summary>The gradient of an array of parameters; for an average, what it moves towards.</summary>
    ParameterGradient,

    /// <summary>A random number for every element of a map, drawn where it is read and stored nowhere.</summary>
    Random,
}

/// <summary>What an element is.</summary>
internal enum ElementType
{
    Float32,

    /// <summary>A number of a position, one byte; the largest stands for none.</summary>
    Byte,

    /// <summary>The same in two bytes.</summary>
    UInt16,

    /// <summary>The same in four bytes.</summary>
    Int32,
}

/// <summary>What follows from the type of an element.</summary>
internal static class ElementTypes
{
    /// <summary>Its name in C#.</summary>
    public static string Name(this ElementType element) => element switch
    {
        ElementType.Byte => "byte",
        ElementType.UInt16 => "ushort",
        ElementType.Int32 => "int",
        _ => "float",
    };

    public static int Bytes(this ElementType element) => element switch
    {
        ElementType.Byte => 1,
        ElementType.UInt16 => 2,
        _ => 4,
    };

    /// <summary>The number that stands for none, in C#.</summary>
    public static string None(this ElementType element) => element == ElementType.Int32 ? "-1" : $"{element.Name()}.MaxValue";

    /// <summary>The floats whose place some elements take.</summary>
    public static long Floats(this ElementType element, long count) => ((count * element.Bytes()) + sizeof(float) - 1) / sizeof(float);
}

/// <summary>Something that one step writes and others read. It is itself, whatever it is called.</summary>
/// <param name="node">The layer that names it, and whose rows and columns it has where those are known at run time only.</param>
/// <param name="role">What it is to that layer; empty for its output.</param>
/// <param name="shape">Its extents.</param>
/// <param name="extent">How often it is there.</param>
/// <param name="element">What an element is.</param>
/// <param name="array">The parameter array that it is, or whose gradient.</param>
internal sealed class Value(Node node, string role, Shape shape, Extent extent = Extent.Image, ElementType element = ElementType.Float32, ParameterArray? array = null)
{
    public Node Node => node;

    public string Role => role;

    public Shape Shape => shape;

    public Extent Extent => extent;

    public ElementType Element => element;

    public ParameterArray? Array => array;

    /// <summary>The value that it is once more, computed again in the backward run; null for another.</summary>
    public Value? First { get; private init; }

    /// <summary>The output of the layer.</summary>
    public bool IsOutput => role.Length == 0;

    /// <summary>Whether it is one map per image, in the arena.</summary>
    public bool IsMap => extent == Extent.Image;

    /// <summary>A name that is unique in the network.</summary>
    public string Name => array is not null
        ? array.Name + (extent == Extent.ParameterGradient ? ".Gradient" : "")
        : IsOutput ? node.Name : $"{node.Name}.{role}";

    /// <summary>The same as the end of a C# name: <c>Conv1_Gradient</c>.</summary>
    public string Identifier => array is not null
        ? $"{Identifiers.OfPath(array.Layer)}_{array.Role}{(extent == Extent.ParameterGradient ? "Gradient" : "")}"
        : $"{node.Code}_{(IsOutput ? "Map" : role)}";

    /// <summary>The value once more, in a place of its own.</summary>
    public Value Again() => new(node, $"{role}Recomputed", shape, extent, element) { First = this };

    public override string ToString() => Name;

    /// <summary>The smallest element that numbers some positions and has one number left for none.</summary>
    public static ElementType Numbering(long positions) =>
        positions <= byte.MaxValue ? ElementType.Byte : positions <= ushort.MaxValue ? ElementType.UInt16 : ElementType.Int32;
}
