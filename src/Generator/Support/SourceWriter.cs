using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Kiln.Generator.Support;

/// <summary>Writes indented C# with <c>\n</c> line ends and invariant numbers: the same input gives the same bytes everywhere.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes one line; numbers in the hole are formatted invariantly.</summary>
    public SourceWriter Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes one line, or an empty one.</summary>
    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);

        text.Append('\n');
        return this;
    }

    /// <summary>Writes several lines, each at the current depth.</summary>
    public SourceWriter Lines(string lines)
    {
        foreach (string line in lines.Replace("\r", "").Split('\n'))
            Line(line);

        return this;
    }

    /// <summary>Writes several lines.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            Line(line);
    }

    /// <summary>Writes a head line and an opening brace; the brace closes when the result is disposed.</summary>
    public Scope Block(FormattableString head) => Block(head.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Block(FormattableString)"/>
    public Scope Block(string head)
    {
        Line(head);
        return Block();
    }

    /// <summary>Writes an opening brace alone; the brace closes when the result is disposed.</summary>
    public Scope Block()
    {
        Line("{");
        depth++;
        return new Scope(this);
    }

    public override string ToString() => text.ToString();

    /// <summary>Closes a block.</summary>
    internal readonly struct Scope(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
