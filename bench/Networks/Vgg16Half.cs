using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary><see cref="Vgg16"/> with the weights of its fully connected layers as half floats.</summary>
[InferenceOf<Vgg16>(Height = 224, Width = 224, Weights = WeightPrecision.Half)]
public sealed partial class Vgg16Half;
