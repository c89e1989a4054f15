namespace Kiln.Interchange.Declarations;

/// <summary>How a model is read as a declaration.</summary>
public sealed record ImportOptions
{
    /// <summary>Rows, columns and channels of inputs that the model leaves free; those that it says stay. Null, and a model with free extents is refused.</summary>
    public Shape? Input { get; init; }

    /// <summary>What messages call the model; null for its path.</summary>
    public string? Name { get; init; }
}
