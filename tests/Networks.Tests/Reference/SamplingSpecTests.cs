namespace Kiln.Networks.Tests.Reference;

/// <summary>Numbers of MatConvNet's sampler, grids and pools over regions say that the reference, which all kernels are held against, computes the right thing.</summary>
public class SamplingSpecTests
{
    /// <summary>A map as MatConvNet stores it: rows fastest.</summary>
    private static readonly double[] Nine = [1, 4, 7, 2, 5, 8, 3, 6, 9], Sixteen = [.. Enumerable.Range(0, 16).Select(index => 1.0 + (index / 4) + (4 * (index % 4)))];

    [Fact]
    public void SamplesBetweenPixelsAndBesideTheMap()
    {
        Layer one = new("bilinearsampler");
        one.Run([Map(new Shape(3, 3, 1), Nine), Map(new Shape(3, 1, 2), [-1, -1, 0.5, 0, 1.5, 1])], [1, 2, 4]);

        Assert.Equal([1, 5.5, 4.5], one.Output.Values);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 1, 2], one.Gradients[0].Values);
        Assert.Equal([1, 3, 2, 6, -36, -18], one.Gradients[1].Values);
    }

    [Fact]
    public void SixNumbersMoveRowsAndColumns()
    {
        Layer one = new("affinegrid", new("Rows", 2), new("Columns", 3));
        one.Run([Map(new Shape(1, 1, 6), [2, 3, 5, 7, 11, 13])], [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60]);

        Assert.Equal([11 - 2 - 3, 13 - 5 - 7, 11 - 2, 13 - 5, 11 - 2 + 3, 13 - 5 + 7, 11 + 2 - 3, 13 + 5 - 7, 11 + 2, 13 + 5, 11 + 2 + 3, 13 + 5 + 7], one.Output.Values);
        Assert.Equal([9, 4, 90, 40, 21, 210], one.Gradients[0].Values);
    }

    [Fact]
    public void ThreeNumbersScaleAndShift()
    {
        Layer one = new("scalinggrid", new("Rows", 2), new("Columns", 1));
        one.Run([Map(new Shape(1, 1, 3), [2, 5, 7])], [1, 10, 2, 20]);

        // Of a single column x is 1.
        Assert.Equal([5 - 2, 7 + 2, 5 + 2, 7 + 2], one.Output.Values);
        Assert.Equal([1 + 30, 3, 30], one.Gradients[0].Values);
    }

    [Theory]
    [InlineData("roimaxpool", 1, 1, 1, 3, 2, 1, new double[] { 10 })]
    [InlineData("roimaxpool", 2, 1, 1, 3, 2, 1, new double[] { 5, 9, 6, 10 })]
    [InlineData("roiavgpool", 2, 1, 1, 3, 2, 1, new double[] { 3, 7, 4, 8 })]
    [InlineData("roimaxpool", 1, 1, 1, 8, 4, 0.5, new double[] { 15 })]
    [InlineData("roiavgpool", 1, 6, 1, 7, 2, 1, new double[] { 0 })]
    public void TilesOfARegion(string kind, int tiles, double u1, double v1, double u2, double v2, double scale, double[] expected)
    {
        Layer one = new(kind, Options(tiles, tiles, scale));
        one.Run([Map(new Shape(4, 4, 1), Sixteen), Map(new Shape(1, 1, 4), [u1, v1, u2, v2])], [.. Enumerable.Repeat(1.0, expected.Length)]);

        Assert.Equal(expected, one.Output.Values);
        Assert.Equal(expected[0] == 0 ? 0 : expected.Length, one.Gradients[0].Values.Sum(), 12);
    }

    private static LayerOption[] Options(int rows, int columns, double scale) =>
    [
        new("Rows", rows), new("Columns", columns), new("ScaleX", scale), new("ScaleY", scale), new("ShearX", 0), new("ShearY", 0), new("OffsetX", 0), new("OffsetY", 0),
    ];

    /// <summary>One image's map.</summary>
    private static ReferenceMap Map(Shape shape, double[] values)
    {
        ReferenceMap map = new(1, shape);
        values.CopyTo(map.Values, 0);
        map.NumberSources();
        return map;
    }

    /// <summary>One layer by itself.</summary>
    private sealed class Layer(string kind, params LayerOption[] options)
    {
        public ReferenceMap Output { get; private set; } = new(0, default);

        /// <summary>By each input.</summary>
        public IReadOnlyList<ReferenceMap> Gradients { get; private set; } = [];

        public void Run(ReferenceMap[] inputs, double[] slope)
        {
            LayerDescription layer = new("Y", kind, [], default, WindowDescription.None, options, 0, 0, "", true);
            ReferenceKind reference = ReferenceKind.Of(layer);
            ReferenceNetwork network = new(new NetworkDescription("Case", [new("X", "input", [], inputs[0].Shape, WindowDescription.None, [], 0, 0, "", true), layer], [], [], [], new MemoryDescription(0)), []) { ScoresLayer = "Y" };
            Output = new ReferenceMap(1, reference.Output(layer, [.. inputs.Select(input => input.Shape)]));
            ReferenceStep step = reference.Forward(layer, inputs, Output, new ReferenceForward(network, training: true));
            ReferenceMap gradient = new(1, Output.Shape);
            slope.CopyTo(gradient.Values, 0);
            Gradients = reference.Backward(step, gradient, new ReferenceBackward(network, training: true));
        }
    }
}
