using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Support;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>The known word that takes the fewest changes of a letter, whatever its case; the last of equals.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">At least one word.</param>
    public static string Nearest(string word, IEnumerable<string> known) =>
        known.Aggregate((best, next) => Distance(word, next) <= Distance(word, best) ? next : best);

    /// <summary>Letters to insert, to remove or to replace (Wagner and Fischer 1974).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
