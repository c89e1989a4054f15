using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary><see cref="Vgg16"/> with every layer computed by a kernel of its own and by the plain sum: the baseline of fusion.</summary>
[InferenceOf<Vgg16>(Height = 224, Width = 224, Fuse = false, Winograd = false)]
public sealed partial class PlainVgg16;
