using Kiln;

namespace Kiln_App;

/// <summary>Tells circles, squares and triangles apart. A line is a layer; hover over one for its sizes and the kernel that computes it.</summary>
[Network]
public sealed partial class ShapesNet
{
    [Input(24, 24, 1)]  public partial Layer     Image  { get; }
    [Conv(5, 5, 8)]     public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]        public partial Layer     Pool1  { get; }
    [Relu]              public partial Layer     Relu1  { get; }
    [Conv(3, 3, 16)]    public partial ConvLayer Conv2  { get; }
    [MaxPool(2)]        public partial Layer     Pool2  { get; }
    [Relu]              public partial Layer     Relu2  { get; }
    [Dense(3)]          public partial ConvLayer Scores { get; }
    [SoftmaxLoss]       public partial LossLayer Loss   { get; }
}

/// <summary>The same layers without what only training needs, for one image of the same size.</summary>
[InferenceOf<ShapesNet>(Height = 24, Width = 24)]
public sealed partial class ShapesReader;
