using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;

namespace Kiln.Generator.Blocks;

/// <summary>A line that names what is not above it.</summary>
internal static class UnknownLayer
{
    /// <summary>What is wrong with the name: there is no such line, or it is below.</summary>
    /// <param name="lines">The lines of the class.</param>
    /// <param name="line">The one that names another.</param>
    /// <param name="place">The line's path, and the same as C# writes it.</param>
    /// <param name="name">What it names.</param>
    /// <param name="argument">The argument that names it.</param>
    /// <param name="owner">The class.</param>
    public static Problem Problem(IReadOnlyList<LayerDeclaration> lines, LayerDeclaration line, (string Path, string Shown) place, string name, string? argument, string owner)
    {
        IEnumerable<string> above = lines.Select(other => other.Name).TakeWhile(other => other != line.Name);
        string nearest = Identifiers.Escape(Spelling.Nearest(name, above));
        return lines.FirstOrDefault(other => other.Name == name) is { } below
            ? new Problem("KILN0202", place.Path, argument, place.Shown, below.Name == line.Name ? "itself" : $"{below.Identifier}, which is declared below it", nearest)
            : new Problem("KILN0201", place.Path, argument, place.Shown, name, owner, nearest);
    }
}
