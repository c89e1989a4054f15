using Kiln.Data;

namespace Kiln.Interchange.SafeTensors;

/// <summary>What a safetensors file says beside the values.</summary>
/// <param name="Order">How its arrays are named and ordered.</param>
/// <param name="Network">Full name of the class whose parameters it holds; empty if it does not say.</param>
/// <param name="Normalization">How to prepare images for the weights; null if it does not say.</param>
/// <param name="Classes">The classes' names, one character a class from class 0; empty if it does not say.</param>
/// <param name="Metadata">All that it says, as pairs of texts.</param>
public sealed record SafeTensorsInfo(TensorOrder Order, string Network, ImageNormalization? Normalization, string Classes, IReadOnlyDictionary<string, string> Metadata);
