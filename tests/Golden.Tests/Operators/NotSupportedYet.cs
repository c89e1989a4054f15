using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Operators;

/// <summary>All that MatConvNet's operators can do and Kiln's layers cannot: such cases are reported with the reason, and never as passed. Where a layer arrives, its line goes,
/// and its operator gets a line in <see cref="OperatorCatalog"/>.</summary>
internal static class NotSupportedYet
{
    private static readonly (string Reason, Func<GoldenCase, bool> Applies)[] Missing =
    [
        ("concatenation of batches", one => one.Operator == "vl_nnconcat" && one.Options.Whole("dim", 3) == 4),
    ];

    /// <summary>Why a case cannot be declared; null where it can.</summary>
    public static string? Reason(GoldenCase one) => Array.Find(Missing, missing => missing.Applies(one)).Reason;
}
