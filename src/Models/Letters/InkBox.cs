namespace Kiln.Models.Letters;

/// <summary>The smallest rectangle of an image that holds all its ink.</summary>
/// <param name="Top">First row with ink.</param>
/// <param name="Left">First column with ink.</param>
/// <param name="Height">Rows; 0 for a blank image.</param>
/// <param name="Width">Columns; 0 for a blank image.</param>
internal readonly record struct InkBox(int Top, int Left, int Height, int Width)
{
    /// <summary>The value of a pixel without ink.</summary>
    public const byte Paper = 255;

    /// <summary>The box of a letter's image.</summary>
    /// <param name="image">32 rows of 32 bytes.</param>
    public static InkBox Of(ReadOnlySpan<byte> image)
    {
        int top = LetterSet.Side, bottom = 0, left = LetterSet.Side, right = 0;
        for (int y = 0; y < LetterSet.Side; y++)
        {
            ReadOnlySpan<byte> row = image.Slice(y * LetterSet.Side, LetterSet.Side);
            int first = row.IndexOfAnyExcept(Paper);
            if (first < 0)
                continue;

            top = Math.Min(top, y);
            bottom = y + 1;
            left = Math.Min(left, first);
            right = Math.Max(right, row.LastIndexOfAnyExcept(Paper) + 1);
        }

        return bottom == 0 ? default : new InkBox(top, left, bottom - top, right - left);
    }

    /// <summary>Whether the box lies within an image.</summary>
    public bool FitsImage => Top + Height <= LetterSet.Side && Left + Width <= LetterSet.Side;
}
