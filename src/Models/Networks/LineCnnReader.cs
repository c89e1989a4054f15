namespace Kiln.Models.Networks;

/// <summary><see cref="LineCnn"/> over a line of any length, with the same parameters.</summary>
[InferenceOf<LineCnn>]
public sealed partial class LineCnnReader;
