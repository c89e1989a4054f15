using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Kiln.Generator.Support;

/// <summary>Replaces whole words in emitted text.</summary>
internal static class Words
{
    /// <summary>The text with other words in the places of some. Large networks have megabytes of it, so no string is made of a word that stays.</summary>
    public static string Replace(string text, IEnumerable<KeyValuePair<string, string>> words)
    {
        Dictionary<char, List<KeyValuePair<string, string>>> byLetter = words.GroupBy(word => word.Key[0]).ToDictionary(group => group.Key, group => group.ToList());
        StringBuilder result = new(text.Length);
        int copied = 0;
        for (int at = 0; at < text.Length; at++)
        {
            int start = at;
            while (at < text.Length && IsPart(text[at]))
                at++;

            if (at == start || !byLetter.TryGetValue(text[start], out List<KeyValuePair<string, string>>? candidates))
                continue;

            foreach (KeyValuePair<string, string> word in candidates)
            {
                if (word.Key.Length != at - start || string.CompareOrdinal(text, start, word.Key, 0, at - start) != 0)
                    continue;

                result.Append(text, copied, start - copied).Append(word.Value);
                copied = at;
                break;
            }
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether a letter can stand in a name.</summary>
    private static bool IsPart(char letter) => letter < 128
        ? letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '@'
        : char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.LetterNumber or UnicodeCategory.Format;
}
