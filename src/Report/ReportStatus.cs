namespace Kiln.Report;

/// <summary>Whether what a page reports on still goes on.</summary>
public enum ReportState
{
    /// <summary>It does.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Ended,

    /// <summary>Its user stopped it.</summary>
    Stopped,

    /// <summary>An error ended it.</summary>
    Failed,
}

/// <summary>How far a run has come.</summary>
/// <param name="State">Whether it goes on.</param>
/// <param name="Text">A sentence about it.</param>
public readonly record struct ReportStatus(ReportState State, string Text)
{
    /// <summary>What is being done at this moment; empty for nothing to be told.</summary>
    public string Now { get; init; } = "";

    /// <summary>How much of it is done, 0 to 1; null where nobody knows.</summary>
    public double? Done { get; init; }
}
