using Kiln;
using Kiln.Training;

// Images of 12×12 pixels with one stripe; the class says whether it runs across, down or aslant.
Random random = new(Seed: 1);
int[] labels = [.. Enumerable.Range(0, 600).Select(_ => random.Next(3))];
float[] pixels = [.. labels.SelectMany(label => Stripe(label, random.Next(12)))];

using StripesNet net = new(maxBatch: 30);
net.Optimizer = new Sgd { LearningRate = 0.02f };
for (int step = 0; step < 200; step++)
{
    int first = step % 20 * 30;
    LossReport report = net.ComputeGradients(pixels.AsSpan(first * 144, 30 * 144), labels.AsSpan(first, 30));
    float length = MathF.Sqrt(net.Gradients.ToArray().Sum(gradient => gradient * gradient));
    foreach (ref float gradient in net.Gradients)
        gradient *= Math.Min(1, 30 / length);

    net.Optimizer.Step();
    if (step is 0 or 199)
        Console.WriteLine($"step {step + 1}: loss {report.Loss:F3}, {report.Top1Errors} of {report.Images} wrong");
}

Console.WriteLine($"{net.Deep[1].Conv2.Name}: {net.Deep[1].Conv2.Weights.Length} weights, output {net.Deep[1].Output.Shape}");

float[] Stripe(int label, int at) =>
    [.. Enumerable.Range(0, 144).Select(i => (i / 12 * (label != 1 ? 1 : 0)) + (i % 12 * (label != 0 ? 1 : 0))).Select(i => i % 12 == at ? 1f : 0.2f * random.NextSingle())];

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 8;

    [Input]                         public partial Layer     X     { get; }
    [Conv(3, 3, Filters, Pad = 1)]  public partial ConvLayer Conv1 { get; }
    [Relu]                          public partial Layer     Relu1 { get; }
    [Conv(3, 3, Filters, Pad = 1)]  public partial ConvLayer Conv2 { get; }
    [Add(nameof(X), nameof(Conv2))] public partial Layer     Sum   { get; }
}

[Network]
public sealed partial class StripesNet
{
    [Input(12, 12, 1)]              public partial Layer               Image  { get; }
    [Conv(3, 3, 8, Pad = 1)]        public partial ConvLayer           Stem   { get; }
    [Use<Residual>(8)]              public partial Residual            First  { get; }
    [MaxPool(2)]                    public partial Layer               Pool   { get; }
    [Conv(1, 1, 16)]                public partial ConvLayer           Widen  { get; }
    [Use<Residual>(16, Repeat = 2)] public partial BlockList<Residual> Deep   { get; }
    [GlobalAvgPool]                 public partial Layer               Means  { get; }
    [Dense(3)]                      public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                   public partial LossLayer           Loss   { get; }
}
