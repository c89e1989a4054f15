using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary>The character network without its loss, for letters of the size it was trained at: what answers one letter soonest.</summary>
[InferenceOf<CharacterCnn>(Height = 32, Width = 32)]
public sealed partial class CharacterReader;
