// KILN0214 at: net.Conv1.Output
// Conv1 has no Output to read: it stays in the registers of Conv1_Pool1_Forward; declare Conv1 with Keep = true
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [MaxPool(2)] public partial Layer Pool1 { get; }
    [Conv(3, 3, 2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

public static class Program
{
    public static int Run(Net net) => net.Conv1.Output.Length;
}
