// KILN0315 at: InferenceOf<Net>
// Reader reads maps of any size, but Row (flatten) must know their rows and columns when it is compiled; give Height and Width
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Flatten] public partial Layer Row { get; }
}

[InferenceOf<Net>]
public sealed partial class Reader;
