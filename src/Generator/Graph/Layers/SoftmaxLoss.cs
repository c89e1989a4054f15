namespace Kiln.Generator.Graph.Layers;

/// <summary>Softmax and log loss over the channels of every pixel. Its output is one number a pixel.</summary>
internal sealed record SoftmaxLoss : Layer
{
    public override string Kind => "softmaxloss";

    public override string PropertyType => "LossLayer";

    public override bool TrainingOnly => true;

    /// <summary>The description shows the scores' shape, from which labels and classes follow.</summary>
    public override Shape Output(Shape input) => input;

    public override string Summary(Shape input) => "softmax loss";
}
