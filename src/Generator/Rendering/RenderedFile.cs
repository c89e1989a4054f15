namespace Kiln.Generator.Rendering;

/// <summary>One file to add to the compilation.</summary>
/// <param name="HintName">Its name, unique in the compilation: <c>Models.CharacterCnn.Host.g.cs</c>.</param>
/// <param name="Text">Its text.</param>
internal sealed record RenderedFile(string HintName, string Text);
