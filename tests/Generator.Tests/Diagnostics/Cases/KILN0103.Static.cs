// KILN0103 at: Network
// Net is static, but a network or a block is a plain class in a namespace; remove 'static'
using Kiln;

[Network]
public static partial class Net;
