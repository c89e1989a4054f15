namespace Kiln.Networks.Tests.Random;

/// <summary>What becomes of a random network's maps where the image has other extents.</summary>
/// <param name="nodes">Its layers.</param>
internal sealed class RandomExtents(IReadOnlyList<RandomNode> nodes)
{
    /// <summary>How far beyond the image readers of any extent are asked.</summary>
    private const int Beyond = 40;

    private enum Verdict
    {
        Fits,
        TooSmall,
        Differs,
    }

    /// <summary>Whether a reader of some extents has a meaning.</summary>
    public bool Fits(int height, int width) => !nodes.Any(node => node.HasOwnExtents) && Judge(height, rows: true) == Verdict.Fits && Judge(width, rows: false) == Verdict.Fits;

    /// <summary>Whether a reader of any extent has: windows may not fit small maps, but maps that are joined must always be of one size.</summary>
    public bool FitsAny() => !nodes.Any(node => node.NeedsExtents) && Enumerable.Range(1, nodes[0].Output.Height + Beyond).All(height => Judge(height, rows: true) != Verdict.Differs)
        && Enumerable.Range(1, nodes[0].Output.Width + Beyond).All(width => Judge(width, rows: false) != Verdict.Differs);

    private Verdict Judge(int extent, bool rows)
    {
        List<int> extents = [];
        Verdict verdict = Verdict.Fits;
        foreach (RandomNode node in nodes)
        {
            int[] read = [.. node.Inputs.Select(index => extents[index])];
            int own = read.Length == 0 ? extent : node.PassesThrough ? read[0] : node.Extent(read[0], rows);
            if (own < 1)
                return Verdict.TooSmall;
            if (read.Any(other => other != read[0] && !(node.ServesSingle && other == 1)))
                verdict = Verdict.Differs;

            extents.Add(own);
        }

        return verdict;
    }
}
