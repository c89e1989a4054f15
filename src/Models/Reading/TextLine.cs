namespace Kiln.Models.Reading;

/// <summary>Brings a picture of a line of text to the size the letters were trained at.</summary>
internal static class TextLine
{
    /// <summary>The most columns of a prepared line; wider ones are not lines of text.</summary>
    private const int MostColumns = 1 << 16;

    /// <summary>Stretches the contrast, scales to a height, keeping the proportions, and adds paper on the sides where letters stand nearer to the edge than
    /// half of what the network looks at: it could not centre on them otherwise.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="height">The rows that the network reads.</param>
    /// <param name="half">Half of the columns that one of its answers looks at.</param>
    /// <exception cref="UserErrorException">The line would be too long, or nothing.</exception>
    public static GrayImage Prepare(GrayImage image, int height, int half)
    {
        double columns = Math.Round(image.Width * (double)height / image.Height);

        // None for a picture so much higher than wide that to average its rows would take more memory than the picture itself.
        if (columns is < 1 or > MostColumns)
        {
            throw new UserErrorException(
                $"a picture of {image.Width}×{image.Height} pixels is not a line of text: at {height} rows it would have {columns} columns; cut one line out");
        }

        GrayImage line = image.Stretched();
        if (line.Height != height)
            line = Resampling.Resize(line, height, (int)columns);

        int[] ink = [.. Enumerable.Range(0, line.Width).Where(line.HasInk)];
        return ink.Length == 0
            ? line.WithMargins(half, half)
            : line.WithMargins(Math.Max(half - ink[0], 0), Math.Max(half - (line.Width - 1 - ink[^1]), 0));
    }
}
