namespace Kiln.Inspection;

/// <summary>One of several programs that take turns.</summary>
/// <param name="Call">Does the work once and returns how many seconds it took.</param>
/// <param name="Work">What one call does: images, or multiply-adds.</param>
public sealed record Contestant(Func<double> Call, double Work)
{
    /// <summary>One whose calls are timed from outside.</summary>
    /// <param name="call">Does the work once.</param>
    /// <param name="work">What one call does.</param>
    public static Contestant Timed(Action call, double work) => new(() => Stopwatches.Time(call), work);
}
