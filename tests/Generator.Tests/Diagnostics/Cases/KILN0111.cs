// KILN0111 at: InferenceOf<Net>
// Reader takes its layers from Net, which is not a [Network] class of this project; name one that is
using Kiln;

public sealed class Net;

[InferenceOf<Net>]
public sealed partial class Reader;
