namespace Kiln.Interchange.Declarations;

/// <summary>What the class of a declaration is called and what is in it.</summary>
public sealed record DeclarationOptions
{
    /// <summary>The name of the class.</summary>
    public required string Class { get; init; }

    /// <summary>Its namespace; empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>What a comment says the network is from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether what repeats becomes blocks, as people write it. Layers within have the paths of blocks, <c>Layer1[0].Conv1</c>, and so have their weights.</summary>
    public bool Blocks { get; init; }
}
