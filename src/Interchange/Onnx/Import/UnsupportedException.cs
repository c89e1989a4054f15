namespace Kiln.Interchange.Onnx.Import;

/// <summary>Something in a model cannot be read, or a node not be said as layers. What collects those of nodes tells the user of all at once.</summary>
/// <param name="reason">Why not.</param>
internal sealed class UnsupportedException(string reason) : Exception(reason);
