namespace Kiln.Bench.Networks;

/// <summary>ResNet-50 in training, which keeps few maps for its backward run and computes the others again.</summary>
[Network(Recompute = true)]
public sealed partial class RecomputingResNet50
{
    [Input(224, 224, 3)] public partial Layer        Image  { get; }
    [Use<ResNet50Body>]  public partial ResNet50Body Body   { get; }
    [Dense(1000)]        public partial ConvLayer    Scores { get; }
    [SoftmaxLoss]        public partial LossLayer    Loss   { get; }
}
