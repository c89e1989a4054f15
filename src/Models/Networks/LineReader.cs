namespace Kiln.Models.Networks;

/// <summary><see cref="CharacterCnn"/> slid over a line of text of any length, with the same parameters.</summary>
[InferenceOf<CharacterCnn>]
public sealed partial class LineReader;
