using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Graph;

public class GraphBuilderTests
{
    [Fact]
    public void TheLetterClassifierHasTheShapesAndParametersOfItsTable()
    {
        NetworkGraph graph = Build("Models.CharacterCnn", Nets.CharacterCnn);

        Assert.Equal(
            """
            Models.CharacterCnn
              Image = input() -> 32×32×1
              Conv1 = conv 5×5×20(Image) -> 28×28×20, 520 parameters
              Pool1 = max 2×2(Conv1) -> 14×14×20
              Conv2 = conv 5×5×50(Pool1) -> 10×10×50, 25050 parameters
              Pool2 = max 2×2(Conv2) -> 5×5×50
              Conv3 = conv 4×4×500(Pool2) -> 2×2×500, 400500 parameters
              Relu3 = relu(Conv3) -> 2×2×500
              Scores = conv 2×2×26(Relu3) -> 1×1×26, 52026 parameters
              Loss = softmax loss(Scores) -> 1×1×26

            """,
            GraphPrinter.Print(graph));
        Assert.True(graph.Trainable);
        Assert.Equal("Scores", graph.Scores.Name);
        Assert.Equal(478096, graph.Nodes.SelectMany(node => node.Parameters).Sum(array => array.Dimensions.Aggregate(1, (product, extent) => product * extent)));
    }

    [Fact]
    public void AReaderOfALineGivesAColumnOfScoresEveryFourPixels()
    {
        NetworkGraph graph = Build("Models.SentenceReader", Nets.CharacterCnn);

        Assert.Equal("32×576×1", graph.Inputs[0].Shape.ToString());
        Assert.Equal("1×137×26", graph.Scores.Shape.ToString());
        Assert.False(graph.Trainable);
        Assert.False(graph.AnyExtent);
        Assert.Equal("Scores", graph.Nodes[^1].Name);
    }

    [Fact]
    public void AReaderOfAnyExtentHasTheShapesOfTheSmallestMap()
    {
        NetworkGraph graph = Build("Models.LineReader", Nets.CharacterCnn);

        Assert.True(graph.AnyExtent);
        Assert.Equal("32×32×1", graph.Inputs[0].Shape.ToString());
        Assert.Equal("1×1×26", graph.Scores.Shape.ToString());
    }

    [Theory]
    [InlineData("Conv(3, 3, 4)", "6×6×4")]
    [InlineData("Conv(3, 5, 4)", "6×4×4")]
    [InlineData("Conv(3, 3, 4, Pad = 1)", "8×8×4")]
    [InlineData("Conv(3, 3, 4, Stride = 2)", "3×3×4")]
    [InlineData("Conv(3, 3, 4, StrideX = 2)", "6×3×4")]
    [InlineData("Conv(3, 3, 4, Stride = 2, StrideX = 1)", "3×6×4")]
    [InlineData("Conv(3, 3, 4, PadTop = 1, PadRight = 2)", "7×8×4")]
    [InlineData("Conv(3, 3, 4, Pad = 1, PadTop = 0)", "7×8×4")]
    [InlineData("Conv(1, 1, 4, Pad = 3)", "14×14×4")]
    [InlineData("MaxPool(2)", "4×4×3")]
    [InlineData("MaxPool(3)", "2×2×3")]
    [InlineData("MaxPool(3, Stride = 1)", "6×6×3")]
    [InlineData("MaxPool(3, 2)", "2×4×3")]
    [InlineData("MaxPool(3, Stride = 2, Pad = 1)", "4×4×3")]
    [InlineData("MaxPool(2, StrideY = 1)", "7×4×3")]
    [InlineData("Relu", "8×8×3")]
    public void WindowsGiveTheFloorOfTheirSteps(string attribute, string shape)
    {
        string type = attribute.StartsWith("Conv", StringComparison.Ordinal) ? "ConvLayer" : "Layer";
        NetworkGraph graph = Build("Net", Net($"[{attribute}] public partial {type} Last {{ get; }}"));
        Assert.Equal(shape, graph.Scores.Shape.ToString());
    }

    [Fact]
    public void AConvolutionWithoutBiasHasOneParameterArray() =>
        Assert.Equal("Weights", Assert.Single(Build("Net", Net("[Conv(3, 3, 4, Bias = false)] public partial ConvLayer Last { get; }")).Scores.Parameters).Role);

    [Fact]
    public void FromGivesTheEdge()
    {
        NetworkGraph graph = Build("Net", Net("""
            [Relu] public partial Layer First { get; }
            [MaxPool(2, From = nameof(First))] public partial Layer Last { get; }
            """));
        Assert.Same(graph.Nodes[1], Assert.Single(graph.Scores.Inputs));
    }

    [Theory]
    [InlineData("[Conv(3, 3, 4, Pad = 1)] public partial ConvLayer Last { get; }", 1)]
    [InlineData("[Conv(3, 3, 4, Pad = 2)] public partial ConvLayer Last { get; }", 1)]
    [InlineData("[Conv(7, 7, 4, Stride = 2)] public partial ConvLayer Last { get; }", 7)]
    [InlineData("[MaxPool(2)] public partial Layer A { get; } [MaxPool(3, Stride = 2)] public partial Layer Last { get; }", 6)]
    [InlineData("[Relu] public partial Layer Last { get; }", 1)]
    [InlineData($"{OneFactor} [Conv(6, 6, 4)] public partial ConvLayer Last {{ get; }}", 8)]
    public void TheSmallestMapLeavesOnePixel(string layers, int side)
    {
        string text = Net(layers) + "[InferenceOf<Net>] public sealed partial class Reader;";
        Assert.Equal(FormattableString.Invariant($"{side}×{side}×3"), Build("Reader", text).Inputs[0].Shape.ToString());
    }

    /// <summary>What the scores need of a map is not what they need of a factor for all of its pixels, or of each of the maps that are joined.</summary>
    [Theory]
    [InlineData($"{OneFactor} [Dense(4)] public partial ConvLayer Last {{ get; }}", "2×2×4")]
    [InlineData("[Concat(nameof(Image), nameof(Image), Along = Axes.Rows)] public partial Layer Joined { get; } [Conv(16, 8, 4)] public partial ConvLayer Last { get; }", "3×2×4")]
    public void AVariantOfOneSizeIsRefusedForItsLayersAlone(string layers, string scores)
    {
        string text = Net(layers) + "[InferenceOf<Net>(Height = 9, Width = 9)] public sealed partial class Reader;";
        Assert.Equal(scores, Build("Reader", text).Scores.Shape.ToString());
    }

    /// <summary>A map of 6 × 6 pixels times a mean that is one.</summary>
    private const string OneFactor = "[Conv(3, 3, 4)] public partial ConvLayer A { get; } [AvgPool(4, Stride = 5)] public partial Layer Mean { get; } "
        + "[Scale(nameof(A), nameof(Mean))] public partial Layer Scaled { get; }";

    private static string Net(string layers) => $$"""
        using Kiln;
        [Network] public sealed partial class Net
        {
            [Input(8, 8, 3)] public partial Layer Image { get; }
            {{layers}}
        }

        """;

    private static NetworkGraph Build(string name, string text)
    {
        ParsedNetwork network = Declarations.Parse(name, text);
        Assert.Empty(network.Problems);
        Assert.False(network.Reported);

        List<Problem> problems = [];
        NetworkGraph? graph = GraphBuilder.Build(network.Declaration, problems);
        Assert.Empty(problems);
        return graph!;
    }
}
