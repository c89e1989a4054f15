// KILN0111 at: InferenceOf<string>
// Reader takes its layers from string, which is not a [Network] class of this project; name one that is
using Kiln;

[InferenceOf<string>]
public sealed partial class Reader;
