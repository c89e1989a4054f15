// KILN0114 at: InferenceOf<Net>
// Reader is public, but Net, whose parameters it takes, is not; make both public or both internal
using Kiln;

[Network]
internal sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>]
public sealed partial class Reader;
