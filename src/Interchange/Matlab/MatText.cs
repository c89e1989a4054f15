namespace Kiln.Interchange.Matlab;

/// <summary>Text: usually one row of characters, sometimes several of equal length.</summary>
public sealed class MatText : MatValue
{
    private readonly string characters;

    /// <summary>One row.</summary>
    /// <param name="text">The characters.</param>
    public MatText(string text)
        : this([text is { Length: 0 } ? 0 : 1, text?.Length ?? 0], text!)
    {
    }

    /// <summary>Text of any extents.</summary>
    /// <param name="dimensions">The extents.</param>
    /// <param name="characters">All characters, the first dimension running fastest: column by column.</param>
    /// <exception cref="ArgumentException">Their number does not fit the extents.</exception>
    public MatText(IReadOnlyList<int> dimensions, string characters)
        : base(dimensions)
    {
        ArgumentNullException.ThrowIfNull(characters);
        if (characters.Length != Count)
            throw new ArgumentException($"text of {Extents} needs {Count} characters, but {characters.Length} were given", nameof(characters));

        this.characters = characters;
    }

    /// <inheritdoc/>
    public override MatClass Class => MatClass.Char;

    /// <summary>All characters, the first dimension running fastest: for a single row, the text.</summary>
    public string Value => characters;

    /// <summary>The rows of a matrix of characters; what is padded keeps its blanks. Rows without characters are none.</summary>
    public IReadOnlyList<string> Rows
    {
        get
        {
            if (Count == 0)
                return [];

            int rows = Dimensions[0], columns = Count / rows;
            return [.. Enumerable.Range(0, rows).Select(row => string.Create(columns, row, (text, at) =>
            {
                for (int i = 0; i < text.Length; i++)
                    text[i] = characters[(i * rows) + at];
            }))];
        }
    }

    /// <summary>The text.</summary>
    public override string ToString() => Value;
}
