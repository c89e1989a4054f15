using System.Text;

namespace Kiln.Inspection;

/// <summary>Cells in columns, right-aligned, each followed by a bar; a row of one dash becomes a line.</summary>
public static class TextTable
{
    /// <summary>The cell of a row that is a line.</summary>
    public const string Line = "-";

    /// <summary>The table as text, every row ended by a line break.</summary>
    /// <param name="rows">Rows of equally many cells.</param>
    public static string Format(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (IReadOnlyList<string> row in rows)
        {
            for (int column = 0; column < widths.Length; column++)
                text.Append(row[column] == Line ? new string('-', widths[column]) : row[column].PadLeft(widths[column])).Append('|');
            text.Append('\n');
        }

        return text.ToString();
    }
}
