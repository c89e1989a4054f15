using System.Globalization;

namespace Kiln.Golden.Tests.Runs;

/// <summary>How a case ended.</summary>
internal enum Outcome
{
    Passed,
    Failed,
    NotSupportedYet,
}

/// <summary>What is known about a case in the end.</summary>
/// <param name="Name">The case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it is not supported, or could not run; empty otherwise.</param>
/// <param name="Errors">The error of every tensor that was compared.</param>
internal sealed record CaseReport(string Name, Outcome Outcome, string Reason, IReadOnlyList<TensorError> Errors)
{
    /// <summary>One line.</summary>
    public override string ToString()
    {
        IEnumerable<string> errors = Errors.Select(error => string.Create(
            CultureInfo.InvariantCulture, $"{error.Tensor} {error.Relative:0.0e-00}{(error.Passes ? "" : $" (at most {TensorError.Allowed:0e-00})")}"));
        string outcome = Outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Failed => "FAILED",
            _ => "not supported yet",
        };
        return $"{Name,-36} {outcome}{(Reason.Length > 0 ? $": {Reason}" : "")}  {string.Join("  ", errors)}".TrimEnd();
    }
}
