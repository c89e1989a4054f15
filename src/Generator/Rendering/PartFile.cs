using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>A file with a part of a class as the user wrote it: in its namespace, and in the classes around it where that is the mistake.</summary>
internal static class PartFile
{
    /// <summary>The file, or none where a part added to the class would be an error itself.</summary>
    /// <param name="space">The class's namespace.</param>
    /// <param name="name">The class.</param>
    /// <param name="outline">The C# around it.</param>
    /// <param name="part">What ends the file's name.</param>
    /// <param name="write">Writes the part of the class.</param>
    public static IEnumerable<RenderedFile> Render(string space, string name, ClassOutline outline, string part, Action<SourceWriter> write)
    {
        if (!outline.Extensible)
            yield break;

        SourceWriter w = FileText.Head();
        if (space.Length > 0)
            w.Line($"namespace {space};").Line();

        Stack<SourceWriter.Scope> scopes = new();
        foreach (string container in outline.Containers)
            scopes.Push(w.Block(container));

        write(w);
        while (scopes.Count > 0)
            scopes.Pop().Dispose();

        yield return new RenderedFile(HintName(space, name, outline, part), w.ToString());
    }

    /// <summary>The full name, with the classes around it. A file name may have no angle brackets and no @.</summary>
    private static string HintName(string space, string name, ClassOutline outline, string part)
    {
        string containers = string.Concat(outline.Containers.Select(head => head.Split(' ').Last() + "."));
        string prefix = space.Length == 0 ? "" : space + ".";
        return $"{prefix}{containers}{name}{outline.TypeParameters}.{part}.g.cs".Replace('<', '{').Replace('>', '}').Replace("@", "");
    }
}
