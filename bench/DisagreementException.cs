namespace Kiln.Bench;

/// <summary>Two programs that are to be compared compute different things.</summary>
/// <param name="message">Which, and by how much.</param>
internal sealed class DisagreementException(string message) : Exception(message);
