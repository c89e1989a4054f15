using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>The letter classifier on made-up parameters and images, against double-precision numbers of MatConvNet's operators.</summary>
/// <remarks>Layer l's filter element k, counted from 1 down rows, columns, channels, filters, is 0.05 sin(0.7 k + l), bias k is
/// 0.01 cos(k + l), for l = 1, 3, 5, 7; pixel t, counted from 0 down rows, then columns, is 100 cos(0.3 t).</remarks>
public sealed class GoldenCharacterTests
{
    /// <summary>Single precision agrees with the numbers to this share of the sum of magnitudes.</summary>
    private const double Tolerance = 1e-5;

    private static readonly int[] Labels = [2, 19];

    [Fact]
    public void LossAndLogits()
    {
        using TrainableNetwork net = Create(fuse: true);

        LossReport report = net.Evaluate(Images(), Labels);

        Assert.Equal(3.2469991, report.Loss, 3e-6);
        float[] scores = net.Forward(Images()).ToArray();
        Close([-0.02430693, -0.021340763, 0.0044772758, 0.022778943, 0.014130788], scores[..5]);
        Close([-0.022151089, -0.010843274, 0.010891419, 0.01751786, 0.0034215795], scores[26..31]);

        // Logits cancel down from terms of the size of a hundredth.
        static void Close(double[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void LossWithTransformedConvolutions()
    {
        using CharacterCnn net = new(2, 1);
        Fill(net);

        Assert.Equal(3.2469991, net.Evaluate(Images(), Labels).Loss, 3.25 * 1e-5);
    }

    [Fact]
    public void OutputsOfEveryLayer()
    {
        using TrainableNetwork net = Create(fuse: false);
        net.Forward(Images());

        Sums(net.Layers[1].Output, 387.314497, 42550920.4);
        Sums(net.Layers[2].Output, 291418.431, 12628216.8);
        Sums(net.Layers[3].Output, -476.599334, 112180.285);
        Sums(net.Layers[4].Output, 3407.79622, 29624.1217);
        Sums(net.Layers[5].Output, 1.96309778, 287.491371);
        Sums(net.Layers[6].Output, 444.272543, 144.077367);

        // The scores cancel down to a hundredth from terms that add up to some units: only the reference knows how far they may be off.
        ReferenceMap scores = new ReferenceNetwork(net).Forward(Images()).Scores;
        double off = scores.Values.Zip(scores.Errors, (value, error) => 2 * Math.Abs(value) * error).Sum();
        Assert.Equal(0.0168327728, net.Layers[7].Output.ToArray().Sum(score => (double)score), 8 * scores.Errors.Sum());
        Assert.Equal(0.01100959, SquareSum(net.Layers[7].Output), 8 * off);
    }

    [Fact]
    public void Gradients()
    {
        using TrainableNetwork net = Create(fuse: true);
        float[] images = new float[2 * 32 * 32];
        net.ComputeGradients(Images(), Labels, images);

        Sums(Layer(net, 1).WeightsGradient, -1.00100465, 13.2279423);
        Sums(Layer(net, 3).WeightsGradient, -108.413829, 3131.4556);
        Sums(Layer(net, 5).WeightsGradient, -65.433989, 17405.7749);
        Sums(Layer(net, 7).WeightsGradient, 0, 33.7240753);
        Sums(images, 6.50618581e-04, 2.81024406e-05);
        Assert.Equal(7.27379031e-06, SquareSum(Layer(net, 1).BiasesGradient), 7.3e-06 * Tolerance);
        Assert.Equal(0.00408894579, SquareSum(Layer(net, 3).BiasesGradient), 0.0041 * Tolerance);
        Assert.Equal(1.86087226, SquareSum(Layer(net, 5).BiasesGradient), 1.9 * Tolerance);
        Assert.Equal(0.460547427, SquareSum(Layer(net, 7).BiasesGradient), 0.46 * Tolerance);

        // The first three down the first column of the first filter; of 2×2 filters the third is in the second column.
        First(Layer(net, 1), 5, [-0.07173002, -0.05445075, -0.03230755]);
        First(Layer(net, 3), 5, [-0.1032669, -0.09049303, -0.02387763]);
        First(Layer(net, 5), 4, [0.01834815, 0.07427162, 0.06225227]);
        First(Layer(net, 7), 2, [0, 0, 0.002056949]);
    }

    private static void First(ConvLayer layer, int size, double[] expected)
    {
        LayerDescription description = layer.Description;
        double scale = Math.Sqrt(SquareSum(layer.WeightsGradient) / layer.WeightsGradient.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            int tap = ((i % size) * size) + (i / size);
            Assert.Equal(expected[i], layer.WeightsGradient[tap * description.FilterDepth * description.Filters], Tolerance * Math.Max(scale, Math.Abs(expected[i])));
        }
    }

    private static void Sums(ReadOnlySpan<float> values, double sum, double squares)
    {
        double total = 0, magnitude = 0;
        foreach (float value in values)
        {
            total += value;
            magnitude += Math.Abs(value);
        }

        Assert.Equal(sum, total, Tolerance * magnitude);
        Assert.Equal(squares, SquareSum(values), Tolerance * squares);
    }

    private static double SquareSum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;

        return sum;
    }

    private static ConvLayer Layer(TrainableNetwork net, int index) => (ConvLayer)net.Layers[index];

    /// <summary>With plain sums: transformed convolutions are right to five digits, not six.</summary>
    private TrainableNetwork Create(bool fuse)
    {
        TrainableNetwork net = Twins.Create(Cases.OfClass(nameof(CharacterCnn)), fuse);
        Fill(net);
        return net;
    }

    private static void Fill(TrainableNetwork net)
    {
        string[] layers = ["Conv1", "Conv2", "Conv3", "Scores"];
        for (int i = 0; i < layers.Length; i++)
        {
            int l = (2 * i) + 1;
            Parameter weights = net.Parameters[$"{layers[i]}.Weights"];
            IReadOnlyList<int> d = weights.Description.Dimensions;
            Span<float> values = weights.Edit();
            int element = 0;
            for (int f = 0; f < d[3]; f++)
                for (int c = 0; c < d[2]; c++)
                    for (int v = 0; v < d[1]; v++)
                        for (int u = 0; u < d[0]; u++)
                            values[(((((u * d[1]) + v) * d[2]) + c) * d[3]) + f] = (float)(0.05 * Math.Sin((0.7 * ++element) + l));

            Span<float> biases = net.Parameters[$"{layers[i]}.Biases"].Edit();
            for (int k = 0; k < biases.Length; k++)
                biases[k] = (float)(0.01 * Math.Cos(k + 1 + l));
        }
    }

    private static float[] Images() =>
        [.. from n in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 32) from x in Enumerable.Range(0, 32) select (float)(100 * Math.Cos(0.3 * ((n * 1024) + (x * 32) + y)))];
}
