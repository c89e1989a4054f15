using Kiln.Data;

namespace Kiln.Interchange.Onnx;

/// <summary>How a network is written as ONNX.</summary>
public sealed record OnnxOptions
{
    /// <summary>How many images a call takes; null, and any number may come: the dimension is then called <c>N</c>.</summary>
    public int? Batch { get; init; }

    /// <summary>How images must be prepared for the weights, as pairs of the model's metadata: <c>normalization.mean</c> and <c>normalization.scale</c>. It is told, not computed. Null leaves it out.</summary>
    public ImageNormalization? Normalization { get; init; }

    /// <summary>The classes' names, one character a class from class 0, as <c>classes</c> in the model's metadata. Empty leaves them out.</summary>
    public string Classes { get; init; } = "";

    /// <summary>Another compilation of the network whose parameters are written, for example the <c>Description</c> of an <c>[InferenceOf]</c> class: its extents are written, and where these are
    /// free, rows and columns are free in the model too. Null, and the network itself is written.</summary>
    public NetworkDescription? Network { get; init; }
}
