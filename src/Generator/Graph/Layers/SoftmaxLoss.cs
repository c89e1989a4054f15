using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>Softmax and log loss over the channels of every pixel. Its output is one number per pixel.</summary>
/// <remarks>The description shows the scores' shape, from which labels and classes follow.</remarks>
internal sealed record SoftmaxLoss(double Weight, bool AveragePixels) : Layer
{
    public override string Kind => "softmaxloss";

    public override string PropertyType => "LossLayer";

    public override bool TrainingOnly => true;

    public override IEnumerable<(string Name, double Value)> Options => AveragePixels ? [("Weight", Weight), ("AveragePixels", 1)] : [("Weight", Weight)];

    public override string Summary(Shape input) => "softmax loss";
}
