using Kiln;
using Kiln.Checkpoints;
using Kiln.Interchange.Matlab;

// A network goes to MATLAB, as a DagNN of MatConvNet.
ParameterSet<SmallNet> trained = new(seed: 1);
MatConvNetImages images = new(Height: 16, Width: 16, Channels: 3, Average: [124, 117, 104], "bicubic", KeepAspect: true, BorderHeight: 2, BorderWidth: 2);
MatConvNetModel.Write("small.mat", trained, images, ["cat", "dog"]);

// And comes back.
using MatConvNetModel model = MatConvNetModel.Read("small.mat");
ParameterSet<SmallNet> loaded = new();
LoadReport report = model.LoadInto(loaded);
Console.WriteLine(report);
Console.WriteLine($"{model.Layers.Count} layers; images of {model.Images!.Height}×{model.Images.Width}, less {string.Join(", ", model.Images.Average)}; classes {string.Join(", ", model.Classes)}");
Console.WriteLine($"the same filters: {trained["Conv1.Weights"].Values.SequenceEqual(loaded["Conv1.Weights"].Values)}");

// Any other variables, both ways.
MatFile made = new()
{
    ["errors"] = MatArray.Row(0.31, 0.12, 0.08),
    ["run"] = new MatStruct(("name", new MatText("first")), ("epochs", MatArray.Of(3))),
};
made.Write("run.mat");
using MatFile run = MatFile.Read("run.mat");
double[] errors = ((MatArray)run["errors"]).To<double>();
Console.WriteLine($"{((MatStruct)run["run"])["name"]}: {string.Join(" ", errors)}");

try
{
    MatConvNetModel.Load("run.mat", loaded);
}
catch (MatException e)
{
    Console.WriteLine(e.Message);
}

/// <summary>Tells one half of the animals from the other.</summary>
[Network]
public sealed partial class SmallNet
{
    [Input(16, 16, 3)]       public partial Layer          Image  { get; }
    [Conv(3, 3, 8, Pad = 1)] public partial ConvLayer      Conv1  { get; }
    [BatchNorm]              public partial BatchNormLayer Norm1  { get; }
    [Relu]                   public partial Layer          Relu1  { get; }
    [MaxPool(4)]             public partial Layer          Pool1  { get; }
    [Conv(4, 4, 2)]          public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]            public partial LossLayer      Loss   { get; }
}
