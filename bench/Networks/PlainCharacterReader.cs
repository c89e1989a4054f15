using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary><see cref="CharacterReader"/> with every layer computed by a kernel of its own and by the plain sum: the baseline of fusion.</summary>
[InferenceOf<CharacterCnn>(Height = 32, Width = 32, Fuse = false, Winograd = false)]
public sealed partial class PlainCharacterReader;
