namespace Kiln.Golden.Tests.Manifests;

/// <summary>A manifest, or a file that it names, is not what the format says.</summary>
/// <param name="message">One line: what, where and what was expected.</param>
internal sealed class ManifestException(string message) : Exception(message);
