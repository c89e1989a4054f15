namespace Kiln.Devices;

/// <summary>Copies maps row by row, many rows by all threads of a team: one thread alone moves half of what memory gives.</summary>
internal sealed unsafe class RowCopy : TeamJob
{
    /// <summary>Fewer floats are not worth handing over.</summary>
    private const int LeastFloats = 1 << 17;

    /// <summary>Floats of a piece where maps lie one after the other without borders.</summary>
    private const int Piece = 1 << 14;

    private float* source, destination;
    private int rows, length;
    private long sourceMap, destinationMap, destinationRow;

    /// <summary>Copies floats that lie one after the other.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="from">The floats.</param>
    /// <param name="to">Where to; at least as long.</param>
    public void Run(WorkerTeam team, ReadOnlySpan<float> from, Span<float> to)
    {
        int whole = from.Length / Piece;
        Run(team, from, Piece, to, Piece, (1, whole), 0, Piece);
        from[(whole * Piece)..].CopyTo(to[(whole * Piece)..]);
    }

    /// <summary>Copies rows that lie one after the other within each map to rows with something between.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="from">The first map begins here.</param>
    /// <param name="fromMap">Floats from one map to the next.</param>
    /// <param name="to">The first row goes here.</param>
    /// <param name="toMap">Floats from one map to the next.</param>
    /// <param name="extents">Rows of a map, and maps.</param>
    /// <param name="toRow">Floats from one row to the next.</param>
    /// <param name="floats">Floats of a row.</param>
    public void Run(WorkerTeam team, ReadOnlySpan<float> from, int fromMap, Span<float> to, int toMap, (int Rows, int Maps) extents, int toRow, int floats)
    {
        int lines = extents.Rows * extents.Maps;
        if (lines == 0)
            return;

        // Whatever a wrong length would do, it does here.
        _ = from[((extents.Maps - 1) * fromMap) + (extents.Rows * floats) - 1];
        _ = to[((extents.Maps - 1) * toMap) + ((extents.Rows - 1) * toRow) + floats - 1];
        fixed (float* first = from, target = to)
        {
            source = first;
            destination = target;
            (rows, length) = (extents.Rows, floats);
            (sourceMap, destinationMap, destinationRow) = (fromMap, toMap, toRow);
            if ((long)lines * floats < LeastFloats)
                RunPart(0, 0, lines, 0);
            else
                team.Run(this, 0, lines);
        }
    }

    /// <inheritdoc/>
    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        for (int line = from; line < to; line++)
        {
            (long map, long row) = (line / rows, line % rows);
            new ReadOnlySpan<float>(source + (map * sourceMap) + (row * length), length).CopyTo(new Span<float>(destination + (map * destinationMap) + (row * destinationRow), length));
        }
    }
}
