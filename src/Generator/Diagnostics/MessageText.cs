using System;
using System.Globalization;
using System.Text;

namespace Kiln.Generator.Diagnostics;

/// <summary>What fills a message, made fit to stand in one line that can be copied into code.</summary>
internal static class MessageText
{
    /// <summary>A text with an escape of C# for every letter that would break the line, or that is seen by its effect on others alone.</summary>
    public static string OneLine(string text)
    {
        StringBuilder line = new();
        foreach (char letter in text)
        {
            if (char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                line.Append(Escape(letter));
            else
                line.Append(letter);
        }

        return line.ToString();
    }

    /// <summary>How many of something: <c>1 size</c>, <c>3 sizes</c>.</summary>
    public static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The line with which a class begins, as messages advise to write it.</summary>
    public static string InputLine(bool isBlock) => isBlock ? "[Input] public partial Layer X { get; }" : "[Input(32, 32, 1)] public partial Layer Image { get; }";

    private static string Escape(char letter) => letter switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\0' => @"\0",
        _ => FormattableString.Invariant($@"\u{(int)letter:X4}"),
    };
}
