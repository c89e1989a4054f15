// KILN0214 at: net.Pool1.Output
// Pool1 has no Output to read: its memory is used again by a later layer; declare Pool1 with Keep = true
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [MaxPool(2)] public partial Layer Pool1 { get; }
    [Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Conv2 { get; }
    [Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Conv3 { get; }
    [Conv(3, 3, 2)] public partial ConvLayer Scores { get; }
}

public static class Program
{
    public static int Run(Net net) => net.Pool1.Output.Length;
}
