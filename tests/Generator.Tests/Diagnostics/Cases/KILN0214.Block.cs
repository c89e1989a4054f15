// KILN0214 at: net.A[1].Conv1.Output
// A[1].Conv1 has no Output to read: it stays in the registers of A_1_Conv1_A_1_Pool1_Forward; declare Conv1 with Keep = true
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>(Repeat = 2)] public partial BlockList<Part> A { get; }
    [Dense(2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

public static class Program
{
    public static int Run(Net net) => net.A[1].Conv1.Output.Length;
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [MaxPool(2)] public partial Layer Pool1 { get; }
}
