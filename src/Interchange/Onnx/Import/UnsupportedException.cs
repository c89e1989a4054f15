namespace Kiln.Interchange.Onnx.Import;

/// <summary>A node cannot be said as layers. What collects them tells the user of all at once.</summary>
/// <param name="reason">Why not.</param>
internal sealed class UnsupportedException(string reason) : Exception(reason);
