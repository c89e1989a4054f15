// KILN0101 at: Network
// Net is not partial, but the compiler must add to it; write 'sealed partial class Net'
using Kiln;

[Network]
public sealed class Net
{
}
