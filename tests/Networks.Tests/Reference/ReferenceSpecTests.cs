namespace Kiln.Networks.Tests.Reference;

/// <summary>Differences say that the reference's gradients fit what it computes; numbers of MatConvNet's operators say that it computes the right thing.</summary>
public class ReferenceSpecTests
{
    /// <summary>Columns of rows, as MatConvNet stores maps: rows fastest, then columns, channels, images.</summary>
    private static readonly double[] Image = [.. Enumerable.Range(0, 40).Select(t => (7.0 * t % 11) - 5)];

    [Fact]
    public void DilatedFilters()
    {
        double[] filters = [.. Enumerable.Range(0, 24).Select(t => (5.0 * t % 7) - 3)];
        Case one = new("conv", new WindowDescription(2, 3, 1, 1, 1, 1, 0, 0, 2, 1), new LayerOption("Groups", 1)) { Filters = 2 };
        one.Set("Weights", [2, 3, 2, 2], filters);
        one.Run(new Shape(4, 5, 2), Image, [.. Enumerable.Range(0, 24).Select(t => (3.0 * t % 5) - 2)]);

        one.Gives([16, -22, 22, 18, -44, 33, 22, -10, 17, -22, -22, 17, -30, 15, 19, -38, 18, -2, -31, 18, 0, 14, 40, -36]);
        one.GivesBack([-1, 0, -8, -2, -1, 0, 8, 2, 7, 4, 3, -2, -9, -4, -7, -1, 0, 0, 1, 0, 5, 6, -9, 3, -1, 7, 6, -1, 2, -16, 2, -4, 1, 5, -7, 6, 2, 8, 2, -6]);
        one.GivesGradient("Weights", [-27, -3, 33, 1, -28, 5, -2, -16, 3, -1, -14, -19, -22, -15, 18, 13, -19, -14, 24, -18, -2, 21, 5, -28]);
    }

    [Fact]
    public void GroupedFilters()
    {
        Case one = new("conv", new WindowDescription(2, 3, 1, 1, 0, 0, 0, 0), new LayerOption("Groups", 2)) { Filters = 4 };
        one.Set("Weights", [2, 3, 1, 4], [.. Enumerable.Range(0, 24).Select(t => (5.0 * t % 7) - 3)]);
        one.Run(new Shape(4, 5, 2), Image, new double[36]);

        one.Gives([16, -10, 8, -11, 18, 14, 17, -9, -13, 18, -11, -18, -10, 16, -13, 17, -12, 14, 20, -1, -22, -9, -8, 26, -5, 29, -25, 3, -16, -13, -7, 18, -1, 38, -3, -11]);
    }

    [Fact]
    public void MeansOfClippedWindows()
    {
        Case one = new("avgpool", new WindowDescription(3, 3, 2, 2, 1, 1, 1, 1));
        one.Run(new Shape(3, 3, 1), [1, 2, 2, 2, 1, 2, 2, 0, 1], [1, 4, 2, 8]);

        one.Gives([1.5, 1.75, 1.25, 1]);
        one.GivesBack([0.25, 1.25, 1, 0.75, 3.75, 3, 0.5, 2.5, 2]);
    }

    [Fact]
    public void TheFirstMaximumDownTheColumns()
    {
        Case one = new("maxpool", new WindowDescription(2, 2, 1, 1, 0, 0, 0, 0));
        one.Run(new Shape(3, 3, 1), [1, 2, 2, 2, 1, 2, 2, 0, 1], [1, 4, 2, 8]);

        one.Gives([2, 2, 2, 2]);
        one.GivesBack([0, 5, 0, 2, 0, 8, 0, 0, 0]);
    }

    [Fact]
    public void MomentsOfABatch()
    {
        Case one = new("batchnorm", WindowDescription.None, new("Epsilon", 1e-4), new("Rate", 0.1), new("Frozen", 0));
        one.Set("Scale", [2], [2, 1]);
        one.Set("Shift", [2], [0.5, -1]);
        one.Set("Mean", [2], [0, 0]);
        one.Set("Variance", [2], [1, 1]);
        one.Run(new Shape(2, 1, 2), [1, 2, 3, 4, 5, 7, 9, 11], [1, 0, -1, 2, 1, 1, 0, 3]);

        one.Gives([-1.80620623, -0.967585802, -2.12114763, -1.82217491, 1.54827547, 3.22551632, -0.327311456, 0.270633936]);
        one.GivesBack([0.387052447, -0.516076088, -0.322358519, 0.501069725, 0.129019946, 3.7e-06, -0.464324832, 0.285613626]);
        one.GivesGradient("Scale", [0.733792935, 3.28869971]);
        one.GivesGradient("Shift", [3, 4]);
        one.GivesGradient("Mean", [3.75, 6.75]);
        one.GivesGradient("Variance", [(2.3848691 * 2.3848691) - 1e-4, (3.34478712 * 3.34478712) - 1e-4]);
    }

    [Theory]
    [InlineData(1, 2, new[] { 0.285714, 0.266667, 0.222222, 0.186047, 0.370370 }, null)]
    [InlineData(1, 3, new[] { 0.285714, 0.25, 0.193548, 0.153846, 0.232558 }, null)]
    [InlineData(1, 4, new[] { 0.125, 0.125, 0.107143, 0.153846, 0.232558 }, null)]
    [InlineData(0.75, 2, new[] { 0.390794971, 0.441300123, 0.425962069, 0.400618635, 0.709936782 }, new[] { 0.307053192, -0.299873596, 0.274377393, -0.189316475, -0.0552173053 })]
    [InlineData(0.75, 3, null, new[] { 0.346470211, -0.373203265, 0.262780917, -0.218534626, 0.0128104796 })]
    public void LocalResponses(double beta, int window, double[]? output, double[]? gradient)
    {
        Case one = new("lrn", WindowDescription.None, new("Window", window), new("Kappa", 1), new("Alpha", 0.5), new("Beta", beta));
        one.Run(new Shape(1, 1, 5), [1, 2, 3, 4, 5], [1, -1, 2, 0, 1]);

        if (output is not null)
            one.Gives(output);
        if (gradient is not null)
            one.GivesBack(gradient);
    }

    /// <summary>One layer after an input.</summary>
    private sealed class Case(string kind, WindowDescription window, params LayerOption[] options)
    {
        private readonly List<ParameterDescription> arrays = [];
        private readonly List<float> values = [];
        private ReferenceStep? step;
        private ReferenceBackward? pass;
        private ReferenceMap? back;

        public int Filters { get; init; }

        public void Set(string role, int[] dimensions, double[] stored)
        {
            arrays.Add(new ParameterDescription($"Y.{role}", dimensions, values.Count, stored.Length, 0, 0, ParameterUpdate.Gradient, 1, 1));
            values.AddRange(Turned(stored, dimensions).Select(value => (float)value));
        }

        public void Run(Shape shape, double[] stored, double[] slope)
        {
            LayerDescription input = new("X", "input", [], shape, WindowDescription.None, [], 0, 0, "", true);
            LayerDescription layer = new("Y", kind, ["X"], shape, window, options, 0, Filters, "", true);
            ReferenceNetwork network = new(new NetworkDescription("Case", [input, layer], arrays, [], [], new MemoryDescription(0)), values.ToArray());
            step = network.Forward(Maps(stored, shape), shape.Height, shape.Width, training: true).Steps[1];
            pass = new ReferenceBackward(network, training: true);
            ReferenceMap gradient = new(step.Output.Images, step.Output.Shape);
            Maps(slope, gradient.Shape).CopyTo(gradient.Values, 0);
            back = ReferenceKind.Of(layer).Backward(step, gradient, pass)[0];
        }

        public void Gives(double[] stored) => Close(Maps(stored, step!.Output.Shape), step.Output.Values);

        public void GivesBack(double[] stored) => Close(Maps(stored, step!.Input.Shape), back!.Values);

        public void GivesGradient(string role, double[] stored) => Close(
            Turned(stored, arrays.Single(array => array.Name == $"Y.{role}").Dimensions), pass!.Sums[$"Y.{role}"].Values);

        private static void Close(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6));

        /// <summary>Rows, columns, channels and images, rows fastest, become images, rows, columns and channels, channels fastest.</summary>
        private static double[] Maps(double[] stored, Shape shape) =>
            [.. stored.Chunk(shape.Count).SelectMany(image => Turned(image, [shape.Height, shape.Width, shape.Channels]))];

        /// <summary>The first extent fastest becomes the last extent fastest.</summary>
        private static double[] Turned(double[] stored, IReadOnlyList<int> extents)
        {
            double[] turned = new double[stored.Length];
            for (int i = 0; i < stored.Length; i++)
            {
                int rest = i, place = 0;
                foreach (int extent in extents)
                {
                    place = (place * extent) + (rest % extent);
                    rest /= extent;
                }

                turned[place] = stored[i];
            }

            return turned;
        }
    }
}
