namespace Kiln.Interchange.Onnx;

/// <summary>A layer cannot be said in ONNX. What collects them tells the user of all at once.</summary>
/// <param name="reason">Why not.</param>
internal sealed class InexpressibleException(string reason) : Exception(reason);
