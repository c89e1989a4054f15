// KILN0312 at: TrainingOnly = true
// A has TrainingOnly = true, but is a block; in inference its readers would read its input, so remove TrainingOnly
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>(TrainingOnly = true)] public partial Part A { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu1 { get; }
}
