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
public readonly record struct ReportStatus(ReportState State, string Text);

/// <summary>What a run does at this moment.</summary>
/// <param name="Text">A few words.</param>
/// <param name="Done">How much of it is done, 0 to 1; null where nobody knows.</param>
public readonly record struct ReportMoment(string Text, double? Done);
