using System.Collections.Generic;

namespace Kiln.Generator;

/// <summary>What a program can read of a network's layers after a call.</summary>
/// <param name="Trains">Whether it has gradients at all.</param>
/// <param name="Gradients">The layers the gradients by whose outputs are kept.</param>
/// <param name="NotStored">The layers whose outputs are not there, each with the reason.</param>
internal sealed record LayerStorage(bool Trains, HashSet<string> Gradients, IReadOnlyDictionary<string, string> NotStored);
