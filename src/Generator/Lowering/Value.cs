using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering;

/// <summary>What a step reads or writes.</summary>
internal enum ValueKind
{
    /// <summary>The output of a layer.</summary>
    Activation,

    /// <summary>Which position of each pooling window won, one byte a cell.</summary>
    Winners,

    /// <summary>The gradient of the loss by the output of a layer.</summary>
    Gradient,

    /// <summary>A parameter array.</summary>
    Weights,

    /// <summary>A parameter array.</summary>
    Biases,

    /// <summary>The gradient of a parameter array.</summary>
    WeightsGradient,

    /// <summary>The gradient of a parameter array.</summary>
    BiasesGradient,

    /// <summary>The input of a convolution, tile by tile in the domain where tiles are multiplied.</summary>
    TransformedInput,

    /// <summary>Its output there.</summary>
    TransformedOutput,

    /// <summary>The gradient of its output there.</summary>
    TransformedGradient,

    /// <summary>The gradient of its input there.</summary>
    TransformedInputGradient,
}

/// <summary>One array of numbers that belongs to a node.</summary>
internal readonly record struct Value(ValueKind Kind, Node Node)
{
    /// <summary>Whether it is one map an image, in the arena; parameters and their gradients are not.</summary>
    public bool IsMap => IsTiles || Kind is ValueKind.Activation or ValueKind.Winners or ValueKind.Gradient;

    /// <summary>Whether it holds transformed tiles, by multiplication, tile and channel.</summary>
    public bool IsTiles =>
        Kind is ValueKind.TransformedInput or ValueKind.TransformedOutput or ValueKind.TransformedGradient or ValueKind.TransformedInputGradient;

    /// <summary>A name that is unique in the network.</summary>
    public string Name => Kind switch
    {
        ValueKind.Activation => Node.Name,
        _ => $"{Node.Name}.{Kind}",
    };

    public override string ToString() => Name;

    public static Value Activation(Node node) => new(ValueKind.Activation, node);

    public static Value Gradient(Node node) => new(ValueKind.Gradient, node);

    public static Value Winners(Node node) => new(ValueKind.Winners, node);
}
