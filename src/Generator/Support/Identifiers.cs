using System;
using System.Collections.Generic;

namespace Kiln.Generator.Support;

/// <summary>Names as C# text.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event " +
         "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null " +
         "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string " +
         "struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a name is the path of a layer in a block.</summary>
    public static bool IsPath(string name) => name.IndexOfAny(['.', '[']) >= 0;

    /// <summary>The line of the class itself with which a path begins.</summary>
    public static string FirstOfPath(string path) => path.Split('.', '[')[0];

    /// <summary>The path of a layer in a block as the beginning of a name: <c>Stage2_Rest_0_Conv1</c>.</summary>
    public static string OfPath(string path) => path.Replace('.', '_').Replace('[', '_').Replace("]", "");

    /// <summary>The name, with an @ in front of a keyword.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;
}
