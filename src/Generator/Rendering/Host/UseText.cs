using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>The handle to a use of a block: made when it is first asked for, and kept.</summary>
internal static class UseText
{
    /// <summary>The property with the field behind it.</summary>
    /// <param name="w">The class.</param>
    /// <param name="head">Modifiers, type and name.</param>
    /// <param name="lines">The lines of the class.</param>
    /// <param name="line">The use.</param>
    /// <param name="owner">What the network, and what stands in front of the line's name in paths, are called there.</param>
    /// <param name="lacksInput">Whether the network has not the layer that the block reads: one that begins within the block.</param>
    public static void Write(SourceWriter w, string head, IReadOnlyList<LayerDeclaration> lines, LayerDeclaration line, (string Network, string Prefix) owner, bool lacksInput = false)
    {
        string input = lacksInput ? "null!" : Output(Read(lines, line));
        string type = Type(line), block = $"global::{line.Block}", path = $"{owner.Prefix}\"{line.Name}\"", field = $"{line.Name}_Block";
        string create = line.PropertyType == line.Block
            ? $"new {block}({owner.Network}, {path}, {input})"
            : $"new {type}({owner.Network}, {path}, {input}, (network, path, input) => new {block}(network, path, input))";
        w.Line($"{head} => {field} ??= {create};");
        w.Line();
        w.Line($"private {type}? {field};");
    }

    /// <summary>The type of the property.</summary>
    public static string Type(LayerDeclaration line) => line.PropertyType == line.Block ? $"global::{line.Block}" : $"global::Kiln.BlockList<global::{line.Block}>";

    /// <summary>The layer that a line stands for to those that read it.</summary>
    public static string Output(LayerDeclaration line) => line.Block is null ? line.Identifier : $"{line.Identifier}.Output";

    /// <summary>The line that a use reads.</summary>
    public static LayerDeclaration Read(IReadOnlyList<LayerDeclaration> lines, LayerDeclaration line) =>
        line.From is { } from ? lines.First(other => other.Name == from) : lines.TakeWhile(other => other.Name != line.Name).Last();
}
