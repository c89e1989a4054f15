using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Kiln.Generator.Support;

namespace Kiln.Generator.Diagnostics;

/// <summary>What fills a message, made fit to stand in one line that can be copied into code.</summary>
internal static class MessageText
{
    /// <summary>The texts of a message, each in one line. The layer, which a message names first, is written as C# has it: <c>@event</c> for a keyword.</summary>
    public static IEnumerable<string> Of(string? layer, string[] arguments)
    {
        int named = layer is null ? -1 : Array.IndexOf(arguments, layer);
        for (int i = 0; i < arguments.Length; i++)
            yield return OneLine(i == named ? Identifiers.Escape(arguments[i]) : arguments[i]);
    }

    /// <summary>A text with an escape of C# for every letter that would break the line, or that is seen by its effect on others alone.</summary>
    private static string OneLine(string text)
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

    private static string Escape(char letter) => letter switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\0' => @"\0",
        _ => FormattableString.Invariant($@"\u{(int)letter:X4}"),
    };
}
