namespace Kiln.Networks.Tests.Support;

/// <summary>No image could be drawn on which no maximum, rectification or rank hangs on rounding: there is nothing to compare.</summary>
/// <param name="message">The network.</param>
internal sealed class UndecidedException(string message) : InvalidOperationException(message);
