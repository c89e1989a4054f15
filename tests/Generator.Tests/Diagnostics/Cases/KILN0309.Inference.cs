// KILN0309 at: InferenceOf<Net>(Height = 9, Width = 9)
// Sum adds Conv1, which is 5×5×1, and Pool1, which is 4×4×1, but it takes maps of one shape; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 1, Stride = 2, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [MaxPool(2, From = nameof(Image))] public partial Layer Pool1 { get; }
    [Add(nameof(Conv1), nameof(Pool1))] public partial Layer Sum { get; }
}

[InferenceOf<Net>(Height = 9, Width = 9)]
public sealed partial class Reader;
