namespace Kiln.Networks.Tests.Reference;

/// <summary>One layer of a forward run.</summary>
/// <param name="layer">The layer.</param>
/// <param name="inputs">The maps that it reads.</param>
/// <param name="output">The map that it computes.</param>
internal sealed class ReferenceStep(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output)
{
    /// <summary>Values closer than this many deviations count as undecided.</summary>
    public const double Margin = 16;

    public LayerDescription Layer => layer;

    public IReadOnlyList<ReferenceMap> Inputs => inputs;

    /// <summary>The only map that most layers read.</summary>
    public ReferenceMap Input => inputs[0];

    public ReferenceMap Output => output;

    /// <summary>What was decided: the index of every window's winner, or the branch that each value took. Empty where nothing is decided.</summary>
    public int[] Branches { get; init; } = [];

    /// <summary>The images on which a decision hangs on rounding.</summary>
    public HashSet<int> Undecided { get; } = [];

    /// <summary>What a batch normalisation subtracted from every channel, and what it multiplied by.</summary>
    public (Rounded[] Means, Rounded[] Factors) Moments { get; set; } = ([], []);

    /// <summary>Notes a decision between two values: it is clear if they are far apart, or if rounding cannot move them.</summary>
    public void Decide(int image, double distance, double deviations)
    {
        if (deviations != 0 && Math.Abs(distance) <= Margin * deviations)
            Undecided.Add(image);
    }
}
