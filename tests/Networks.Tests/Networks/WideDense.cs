namespace Kiln.Networks.Tests.Networks;

/// <summary>Only infers; 40 MB of weights in one array, whose filters fill no whole number of vectors, beside small ones.</summary>
[Network]
public sealed partial class WideDense
{
    [Input(9, 7, 3)]           public partial Layer     Image  { get; }
    [Conv(3, 3, 64, Pad = 1)]  public partial ConvLayer Conv1  { get; }
    [Relu]                     public partial Layer     Relu1  { get; }
    [Dense(2501)]              public partial ConvLayer Dense2 { get; }
    [Relu]                     public partial Layer     Relu2  { get; }
    [Dense(5)]                 public partial ConvLayer Scores { get; }
}
