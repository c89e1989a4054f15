// KILN0215 at: reader.Pool1.Gradient
// Pool1 has no Gradient to read: Reader only infers; ask the network that trains
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [MaxPool(2, KeepGradient = true)] public partial Layer Pool1 { get; }
    [Conv(3, 3, 2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

[InferenceOf<Net>(Height = 8, Width = 8)] public sealed partial class Reader;

public static class Program
{
    public static int Run(Net net, Reader reader) => reader.Pool1.Gradient.Length;
}
