// KILN0312 at: TrainingOnly = true
// Sum has TrainingOnly = true, but reads 2 layers; in inference its readers would read its input, so remove TrainingOnly
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Relu] public partial Layer Relu1 { get; }
    [Add(nameof(Image), nameof(Relu1), TrainingOnly = true)] public partial Layer Sum { get; }
}
