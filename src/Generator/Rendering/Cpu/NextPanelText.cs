using System;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Weights from beyond a core's caches: while the tiles of one panel are computed, every step fetches a little of the panel after it.</summary>
/// <param name="w">The text.</param>
/// <param name="weights">Reference to the weights.</param>
/// <param name="panel">The panel.</param>
/// <param name="tiles">Tiles that its weights likely serve one after the other.</param>
/// <param name="mayBeMore">Whether a call of more images has more tiles.</param>
/// <param name="lineElements">Weights of a cache line.</param>
internal sealed class NextPanelText(SourceWriter w, string weights, Panel panel, int tiles, bool mayBeMore, int lineElements = ArenaPlan.Alignment)
{
    /// <summary>Weights of a step: so many that the next panel is there when the last of the tiles is done.</summary>
    private readonly int pace = (panel.Width + tiles - 1) / tiles;

    /// <summary>The lines of every step.</summary>
    public string[] Step => [.. VectorText.Prefetch(weights, Size.Variable("ahead"), pace, lineElements), mayBeMore ? "ahead += pace;" : FormattableString.Invariant($"ahead += {pace};")];

    /// <summary>Starts a panel.</summary>
    /// <param name="first">Index of the next panel's first weight.</param>
    /// <param name="length">How many weights it has.</param>
    public void Start(string first, Size length)
    {
        w.Line($"nuint ahead = {first};");
        if (mayBeMore)
            w.Line($"nuint enough = ahead + {length};");
    }

    /// <summary>Starts a tile: those of more images than expected find the next panel fetched.</summary>
    public void StartTile()
    {
        if (mayBeMore)
            w.Line(FormattableString.Invariant($"nuint pace = ahead < enough ? (nuint){pace} : 0;"));
    }
}
