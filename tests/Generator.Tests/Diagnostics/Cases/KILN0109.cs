// KILN0109 at: Network
// Net has no layers, but a network is an input and what is computed from it; begin with '[Input(32, 32, 1)] public partial Layer Image { get; }'
using Kiln;

[Network]
public sealed partial class Net;
