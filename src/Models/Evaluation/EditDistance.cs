namespace Kiln.Models.Evaluation;

/// <summary>How far a text that was read is from what stands there.</summary>
internal static class EditDistance
{
    /// <summary>The fewest characters to insert, drop or replace that turn one text into the other (Levenshtein, 1966).</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    public static int Of(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
