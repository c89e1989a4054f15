using System;
using System.Collections.Generic;
using Kiln.Generator.Declaration;
using Kiln.Generator.Support;

namespace Kiln.Generator.Blocks;

/// <summary>The lines of one class while they are expanded: which layer each of their names stands for.</summary>
/// <param name="prefix">What stands in front of the names of its layers: <c>Stage2.First.</c></param>
/// <param name="lines">The lines.</param>
/// <param name="sizes">The values of the sizes.</param>
internal sealed class BlockScope(string prefix, EquatableArray<LayerDeclaration> lines, IReadOnlyDictionary<string, int> sizes)
{
    private readonly Dictionary<string, string> layers = new(StringComparer.Ordinal);

    public EquatableArray<LayerDeclaration> Lines => lines;

    public IReadOnlyDictionary<string, int> Sizes => sizes;

    /// <summary>The layer that the block reads; null for a network.</summary>
    public string? Input { get; init; }

    /// <summary>What stands in front of the names of the layers whose weights those of this block have; null for weights of their own.</summary>
    public string? WeightsOf { get; init; }

    /// <summary>The layer of the line above; null on the first.</summary>
    public string? Previous { get; private set; }

    /// <summary>The name of a line's layer, or the beginning of the names of a use's.</summary>
    public string Path(LayerDeclaration line) => prefix + line.Name;

    /// <summary>The same with the line's name as C# writes it.</summary>
    public string Shown(LayerDeclaration line) => prefix + line.Identifier;

    /// <summary>The layer that a name above stands for; null if there is none.</summary>
    public string? Find(string name) => layers.TryGetValue(name, out string? layer) ? layer : null;

    /// <summary>Notes the layer that a line stands for: its own, the last of a block, or what a block reads.</summary>
    public void Declare(LayerDeclaration line, string layer)
    {
        layers[line.Name] = layer;
        Previous = layer;
    }
}
