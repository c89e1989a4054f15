using Kiln.Data;
using Kiln.Devices;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>The optimizers that keep means of squares: MatConvNet's numbers, plain loops in double precision, and resuming to the same bits.</summary>
public sealed class OptimizerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names { get; } = ["adam", "adamw", "rmsprop", "adagrad", "adadelta"];

    public void Dispose() => folder.Dispose();

    /// <summary>Two steps on w = (1, 1) with rate 0.1, computed by MatConvNet in double precision.</summary>
    [Theory]
    [InlineData("adam", 0.806782152, 1.06338962)]
    [InlineData("rmsprop", -0.449012974, 1.10467698)]
    [InlineData("adagrad", 0.85527864, 1.01055728)]
    [InlineData("adadelta", 0.994752699, 0.999121666)]
    public void Two_steps_give_the_golden_numbers(string name, double first, double second)
    {
        ParameterSet parameters = new(DenseNetwork.Describe(new Shape(1, 1, 2), 1, bias: false));
        parameters.Arrays[0].Set([1, 1]);
        Optimizer optimizer = Create(name);
        (optimizer.LearningRate, optimizer.WeightDecay) = (0.1f, 0);
        using WorkerTeam team = new(1);
        AlignedBuffer<float> gradients = new(parameters.Network.ParameterArenaFloats);
        foreach (float[] gradient in new[] { new[] { 0.5f, -1 }, [0.25f, 2] })
        {
            gradient.CopyTo(gradients.Span);
            optimizer.Update(parameters, gradients, team);
        }

        Assert.Equal(first, parameters.Arrays[0].Values[0], 2e-6);
        Assert.Equal(second, parameters.Arrays[0].Values[1], 2e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_a_plain_loop_on_any_number_of_threads(string name)
    {
        float[]? others = null;
        foreach (int threads in new[] { 1, 3 })
        {
            // More than one unit of work, and a length that is not a whole number of vectors.
            ParameterSet parameters = new(DenseNetwork.Describe(new Shape(10, 10, 9), 21));
            parameters.Initialize(Initialization.He, 3);
            (parameters.Arrays[1].LearningRateScale, parameters.Arrays[1].WeightDecayScale) = (2, 0.5f);
            Optimizer optimizer = Create(name);
            (optimizer.LearningRate, optimizer.WeightDecay) = (0.05f, 0.01f);
            using WorkerTeam team = new(threads);
            AlignedBuffer<float> gradients = new(parameters.Network.ParameterArenaFloats);
            double[] weights = [.. parameters.Values.ToArray().Select(value => (double)value)], first = new double[weights.Length], second = new double[weights.Length];
            SeededRandom random = new(5);
            for (int step = 1; step <= 5; step++)
            {
                foreach (ParameterDescription array in parameters.Network.Parameters)
                    foreach (ref float value in gradients.Span.Slice(array.Offset, array.Length))
                        value = (float)random.NextDouble() - 0.5f;

                foreach (Parameter array in parameters.Arrays)
                {
                    double rate = optimizer.LearningRate * array.LearningRateScale, decay = optimizer.WeightDecay * array.WeightDecayScale;
                    for (int i = array.Description.Offset; i < array.Description.Offset + array.Description.Length; i++)
                        weights[i] = PlainStep(name, weights[i], gradients.Span[i], rate, decay, step, ref first[i], ref second[i]);
                }

                optimizer.Update(parameters, gradients, team);
            }

            foreach (Parameter array in parameters.Arrays)
                for (int i = 0; i < array.Description.Length; i++)
                    Assert.Equal(weights[array.Description.Offset + i], array.Values[i], 1e-5);

            others ??= parameters.Values.ToArray();
            Assert.Equal(others, parameters.Values.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_and_two_epochs_equal_four_bit_for_bit(string name)
    {
        ImageSet images = Samples.Images(40, 1);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 16, Seed = 3, OutputFolder = folder["run"] };
        float[] expected = Train(options with { OutputFolder = null });
        Train(options with { Epochs = 2 });
        Assert.Equal(expected, Train(options));

        float[] Train(TrainingOptions chosen)
        {
            using DenseNetwork network = Samples.Network();
            network.Optimizer = Create(name);
            network.Optimizer.LearningRate = 0.01f;
            new Trainer(network, chosen).Run(images);
            return network.Parameters.Values.ToArray();
        }
    }

    [Theory]
    [InlineData("Beta1 must be 0 to below 1")]
    [InlineData("Epsilon must be above 0")]
    [InlineData("Rho must be above 0 and at most 1")]
    public void A_setting_out_of_range_is_refused(string message)
    {
        Action set = message[0] switch
        {
            'B' => () => new Adam { Beta1 = 1 }.Step(),
            'E' => () => new RmsProp { Epsilon = 0 }.Step(),
            _ => () => new AdaGrad { Rho = 0 }.Step(),
        };
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(set).Message, StringComparison.Ordinal);
    }

    /// <summary>Gradients (3, 4) are 5 long: at most 2.5 they are (1.5, 2), at most 6 what they are.</summary>
    [Theory]
    [InlineData(2.5f, 1.5, 2)]
    [InlineData(6f, 3, 4)]
    [InlineData(float.PositiveInfinity, 3, 4)]
    public void Gradients_that_are_too_long_are_shortened(float most, double first, double second)
    {
        ParameterSet parameters = new(DenseNetwork.Describe(new Shape(1, 1, 2), 1, bias: false));
        float[] gradients = new float[parameters.Network.ParameterArenaFloats];
        (gradients[0], gradients[1]) = (3, 4);
        Sgd sgd = new() { MaxGradientNorm = most };
        sgd.Clip(parameters, gradients);
        Assert.Equal((first, second), (gradients[0], gradients[1]));
        Assert.Equal(float.IsFinite(most), sgd.Settings.Any(setting => setting.Name == "longest gradient"));
    }

    [Fact]
    public void A_step_of_a_network_shortens_its_gradients()
    {
        using DenseNetwork plain = Samples.Network(), clipped = Samples.Network();
        float[] input = [.. Enumerable.Range(0, Samples.Shape.Count).Select(i => i / 10f)];
        plain.ComputeGradients(input, [2]);
        double norm = Math.Sqrt(plain.Gradients.ToArray().Sum(gradient => (double)gradient * gradient));
        clipped.Optimizer.MaxGradientNorm = (float)(norm / 4);
        clipped.Step(input, [2]);
        Assert.Equal(norm / 4, Math.Sqrt(clipped.Gradients.ToArray().Sum(gradient => (double)gradient * gradient)), norm * 1e-5);
    }

    [Fact]
    public void Schedules_have_the_rates_of_their_formulas()
    {
        Assert.Equal([0.1, 0.1, 0.01, 0.01, 0.001], Schedules.Step(0.1, 5, every: 2).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([0.1, 0.2, 0.3, 0.2, 0.1], Schedules.Cosine(0.3, 5, warmUp: 2, last: 0.1).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([1, 0.75, 0.25, 0], Schedules.Cosine(1, 4).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([0.5], Schedules.Cosine(0.5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.Cosine(1, 3, warmUp: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedules.Step(1, 3, every: 0));
    }

    private static Optimizer Create(string name) => name switch
    {
        "adam" => new Adam(),
        "adamw" => new Adam { Decoupled = true },
        "rmsprop" => new RmsProp(),
        "adagrad" => new AdaGrad(),
        _ => new AdaDelta(),
    };

    private static double PlainStep(string name, double w, double gradient, double rate, double decay, int t, ref double first, ref double second)
    {
        double g = gradient + (name == "adamw" ? 0 : decay * w);
        switch (name)
        {
            case "adam" or "adamw":
                first = (0.9 * first) + (0.1 * g);
                second = (0.999 * second) + (0.001 * g * g);
                double start = name == "adamw" ? w - (rate * decay * w) : w;
                return start - (rate * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * first / (Math.Sqrt(second) + 1e-8));
            case "rmsprop":
                first = (0.99 * first) + (0.01 * g * g);
                return w - (rate * g / (Math.Sqrt(first) + 1e-8));
            case "adagrad":
                first += g * g;
                return w - (rate * g / (Math.Sqrt(first) + 1e-10));
            default:
                first = (0.9 * first) + (0.1 * g * g);
                double step = -Math.Sqrt((second + 1e-6) / (first + 1e-6)) * g;
                second = (0.9 * second) + (0.1 * step * step);
                return w + step;
        }
    }
}
