// KILN0312 at: TrainingOnly = true
// Other has TrainingOnly = true, but is an input; in inference its readers would read its input, so remove TrainingOnly
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Input(8, 8, 4, TrainingOnly = true)] public partial Layer Other { get; }
    [Add(nameof(Image), nameof(Other))] public partial Layer Sum { get; }
}
