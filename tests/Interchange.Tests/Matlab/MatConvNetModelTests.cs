using Kiln.Checkpoints;
using Kiln.Bench.Peers;
using Kiln.Interchange.Matlab;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Models of MatConvNet compute in Kiln what they compute by MatConvNet's definitions.</summary>
public sealed class MatConvNetModelTests
{
    [Fact]
    public void AChainGivesWhatItsDefinitionGives()
    {
        using TemporaryFolder folder = new();
        MatFile file = Made.Chain();
        file.Write(folder["net.mat"]);
        ParameterSet<SmallVgg> parameters = new();

        LoadReport report = MatConvNetModel.Load(folder["net.mat"], parameters);

        using SmallVgg network = new(parameters, 1, 1);
        Direct image = new(12, 10, 3, (y, x, c) => Math.Cos(y + (2 * x) + (3 * c)));
        MatArray<float> Weights(int layer, int array) => (MatArray<float>)((MatCell)((MatStruct)((MatCell)file["layers"])[layer])["weights"])[array];
        Direct expected = image.Conv(Weights(0, 0), Weights(0, 1), 1).Relu().Pool(2, average: false).Conv(Weights(3, 0), Weights(3, 1), 1).Relu()
            .Conv(Weights(5, 0), Weights(5, 1), 0).Relu().Conv(Weights(7, 0), Weights(7, 1), 0);
        Close(expected.Rows(), network.Forward(image.Rows()).ToArray());
        Assert.Equal(
            [("conv1_1", "Conv1_1", LayerMatch.LettersOfName), ("conv2_1", "Conv2_1", LayerMatch.LettersOfName), ("fc6", "Full6", LayerMatch.Order), ("fc8", "Scores", LayerMatch.Order)],
            report.Loaded.Select(layer => (layer.FileLayer, layer.Layer, layer.Match)));
        Assert.Empty(report.Differences);
        Assert.StartsWith($"SmallVgg: 4 layers loaded from {folder["net.mat"]} (2 by the letters of their names, 2 in order)\n  conv1_1 → Conv1_1: Weights 3×3×3×6, Biases 6\n", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheOldFormGivesTheSame()
    {
        using TemporaryFolder folder = new();
        MatFile today = Made.Chain();
        MatStruct meta = (MatStruct)today["meta"];
        MatFile old = new()
        {
            ["layers"] = new MatCell([.. ((MatCell)today["layers"]).Values.Cast<MatStruct>().Select(Old)]),
            ["normalization"] = meta["normalization"],
            ["classes"] = meta["classes"],
        };
        today.Write(folder["today.mat"]);
        old.Write(folder["old.mat"]);
        ParameterSet<SmallVgg> first = new(), second = new();

        MatConvNetModel.Load(folder["today.mat"], first);
        MatConvNetModel.Load(folder["old.mat"], second);

        Assert.True(first.Values.SequenceEqual(second.Values));
        using MatConvNetModel model = MatConvNetModel.Read(folder["old.mat"]), other = MatConvNetModel.Read(folder["today.mat"]);
        Assert.Equal(["ant", "bee", "cat", "dog", "eel"], model.Classes);
        Assert.Equal(other.Classes, model.Classes);
        Assert.Equal(other.Images! with { Average = [] }, model.Images! with { Average = [] });
        Assert.Equal([120f, 110, 100], model.Images!.Average);
        Assert.Equal((12, 10, 3, "bilinear", true, 4, 2), (model.Images.Height, model.Images.Width, model.Images.Channels, model.Images.Interpolation, model.Images.KeepAspect, model.Images.BorderHeight, model.Images.BorderWidth));
    }

    [Fact]
    public void AGraphComesBackFromMatlabAsItWent()
    {
        using TemporaryFolder folder = new();
        ParameterSet<SmallGraph> parameters = new(seed: 3);
        Parameter mean = parameters["Norm1.Mean"], variance = parameters["Norm1.Variance"], shift = parameters["Norm1.Shift"];
        mean.Set([.. Enumerable.Range(0, 8).Select(c => c / 10f)]);
        variance.Set([.. Enumerable.Range(0, 8).Select(c => 0.5f + c)]);
        shift.Set([.. Enumerable.Range(0, 8).Select(c => (c - 3) / 5f)]);
        MatConvNetImages images = new(6, 6, 4, [1, 2, 3, 4], "bicubic", false, 0, 0);

        MatConvNetModel.Write(folder["net.mat"], parameters, images, ["a", "b", "c"]);
        ParameterSet<SmallGraph> loaded = new();
        LoadReport report = MatConvNetModel.Load(folder["net.mat"], loaded);

        Assert.All(report.Loaded, layer => Assert.Equal(LayerMatch.Name, layer.Match));
        Assert.Empty(report.Differences);
        foreach (Parameter array in parameters.Arrays.Where(array => array != variance))
            Assert.True(array.Values.SequenceEqual(loaded[array.Description.Name].Values), array.Description.Name);
        for (int c = 0; c < 8; c++)
            Assert.Equal(variance.Values[c], loaded["Norm1.Variance"].Values[c], 1e-6 * variance.Values[c]);

        // By the definitions, from the file.
        using MatConvNetModel model = MatConvNetModel.Read(folder["net.mat"]);
        Assert.True(model.IsGraph);
        Dictionary<string, MatConvNetLayer> layers = model.Layers.ToDictionary(layer => layer.Name);
        MatArray<float> Array(string layer, int index) => (MatArray<float>)layers[layer].Arrays[index];
        Direct image = new(6, 6, 4, (y, x, c) => Math.Cos(y + (2 * x) + (3 * c)));
        Direct one = image.Conv(Array("Conv1", 0), Array("Conv1", 1), 1).BatchNorm(Array("Norm1", 0), Array("Norm1", 1), Array("Norm1", 2)).Relu();
        Direct scores = one.Beside(one.Plus(one.Conv(Array("Side", 0), null, 0)).Lrn(5, 2, 0.1, 0.75)).Pool(2, average: true).Conv(Array("Scores", 0), Array("Scores", 1), 0);
        double sum = Enumerable.Range(0, 3).Sum(k => Math.Exp(scores[0, 0, k]));
        using SmallGraph network = new(loaded, 1, 1);
        Close(scores.Select((score, _) => Math.Exp(score) / sum).Rows(), network.Forward(image.Rows()).ToArray());
        Assert.Equal(["a", "b", "c"], model.Classes);
        Assert.Equal(images with { Average = [] }, model.Images! with { Average = [] });
    }

    /// <summary>With the options of VGG-16 on a small net; ONNX Runtime computes with the parameters before they went through the file.</summary>
    [Fact]
    public void OnnxRuntimeAgrees()
    {
        using TemporaryFolder folder = new();
        ParameterSet<SmallVgg> parameters = new(seed: 5), loaded = new();
        MatConvNetModel.Write(folder["net.mat"], parameters, compress: false);
        MatConvNetModel.Load(folder["net.mat"], loaded);
        float[] image = [.. Enumerable.Range(0, 12 * 10 * 3).Select(i => (float)Math.Sin(i))];

        using OnnxRuntimeNetwork peer = new(parameters, 1, 1);
        peer.Load(image);
        peer.Forward();
        using SmallVgg network = new(loaded, 1, 1);

        Close(peer.Output, network.Forward(image).ToArray());
    }

    [Fact]
    public void MisfitsAreListedWithBothShapes()
    {
        using TemporaryFolder folder = new();
        MatFile file = Made.Chain();
        MatValue[] layers = [.. ((MatCell)file["layers"]).Values];
        layers[0] = Made.Layer("conv1_1", "conv", [Made.Array(1, 5, 5, 3, 6), Made.Array(2, 7, 1)]);
        file["layers"] = new MatCell([.. layers[..7], layers[8]]);
        file.Write(folder["net.mat"]);
        ParameterSet<SmallVgg> parameters = new(seed: 1);
        float[] before = parameters.Values.ToArray();

        string message = Assert.Throws<MatException>(() => MatConvNetModel.Load(folder["net.mat"], parameters)).Message;

        Assert.Contains("conv1_1 has 5×5×3×6 for Conv1_1.Weights, which is 3×3×3×6; conv1_1 has 7×1 for Conv1_1.Biases, which is 6;", message, StringComparison.Ordinal);
        Assert.Contains("nothing was found for Full6 (Weights 6×5×8×16, Biases 16); nothing was found for Scores", message, StringComparison.Ordinal);
        Assert.Contains("not used: fc6 (conv 6×5×8×16, 1×16)", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.True(parameters.Values.SequenceEqual(before));
    }

    [Fact]
    public void NamesCanBeGiven()
    {
        using TemporaryFolder folder = new();
        MatFile file = Made.Chain();
        MatValue[] layers = [.. ((MatCell)file["layers"]).Values];
        file["layers"] = new MatCell([.. layers, Made.Layer("more", "conv", [Made.Array(1, 1, 1, 5, 2)])]);
        file.Write(folder["net.mat"]);
        ParameterSet<SmallVgg> parameters = new();

        Assert.Throws<MatException>(() => MatConvNetModel.Load(folder["net.mat"], parameters));
        LoadReport report = MatConvNetModel.Load(folder["net.mat"], parameters, new Dictionary<string, string> { ["fc6"] = "Full6", ["fc8"] = "Scores" });

        Assert.Equal(["more (conv 1×1×5×2)"], report.Unused);
        Assert.Equal([LayerMatch.LettersOfName, LayerMatch.LettersOfName, LayerMatch.Given, LayerMatch.Given], report.Loaded.Select(layer => layer.Match));
        Assert.Contains("no layer 'fc9'", Assert.Throws<MatException>(() => MatConvNetModel.Load(folder["net.mat"], parameters, new Dictionary<string, string> { ["fc9"] = "Scores" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APartIsLoadedByName()
    {
        using TemporaryFolder folder = new();
        MatFile file = Made.Chain();
        MatValue[] layers = [.. ((MatCell)file["layers"]).Values];
        layers[3] = Made.Layer("conv2_1", "conv", [Made.Array(3, 3, 3, 6, 9), Made.Array(4, 1, 8)]);
        file["layers"] = new MatCell(layers);
        file.Write(folder["net.mat"]);
        ParameterSet<SmallVgg> parameters = new(seed: 1), before = new(seed: 1);

        LoadReport report = MatConvNetModel.LoadMatching(folder["net.mat"], parameters);

        Assert.Equal([("conv1_1", "Conv1_1"), ("conv2_1", "Conv2_1")], report.Loaded.Select(layer => (layer.FileLayer, layer.Layer)));
        Assert.Equal(["Biases 8"], report.Loaded[1].Arrays);
        Assert.Equal(["conv2_1 has 3×3×6×9 for Conv2_1.Weights, which is 3×3×6×8"], report.Misfits);
        Assert.Equal(["Full6.Weights 6×5×8×16", "Full6.Biases 16", "Scores.Weights 1×1×16×5", "Scores.Biases 5"], report.Missing);
        Assert.Equal(["fc6 (conv 6×5×8×16, 1×16)", "fc8 (conv 1×1×16×5, 5×1)"], report.Unused);
        Assert.NotEqual(before["Conv1_1.Weights"].Values.ToArray(), parameters["Conv1_1.Weights"].Values.ToArray());
        foreach (string same in (string[])["Conv2_1.Weights", "Full6.Weights", "Scores.Weights", "Scores.Biases"])
            Assert.True(before[same].Values.SequenceEqual(parameters[same].Values), same);
    }

    [Fact]
    public void AModelOfOtherNamesAloneHasNoPart()
    {
        using TemporaryFolder folder = new();
        MatConvNetModel.Write(folder["net.mat"], new ParameterSet<SmallGraph>(seed: 3));
        ParameterSet<SmallVgg> parameters = new(seed: 1);
        float[] before = parameters.Values.ToArray();

        string message = Assert.Throws<MatException>(() => MatConvNetModel.LoadMatching(folder["net.mat"], parameters, new Dictionary<string, string>())).Message;

        Assert.StartsWith($"'{folder["net.mat"]}' has nothing for SmallVgg: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.True(parameters.Values.SequenceEqual(before));
        Assert.Contains("no layer 'fc9'", Assert.Throws<MatException>(() => MatConvNetModel.LoadMatching(folder["net.mat"], parameters, new Dictionary<string, string> { ["fc9"] = "Scores" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherPaddingIsReported()
    {
        using TemporaryFolder folder = new();
        MatFile file = Made.Chain();
        MatValue[] layers = [.. ((MatCell)file["layers"]).Values];
        layers[3] = Made.Layer("conv2_1", "conv", [Made.Array(3, 3, 3, 6, 8), Made.Array(4, 1, 8)], ("pad", MatArray.Row(0, 1, 0, 1)), ("stride", MatArray.Of(2)));
        file["layers"] = new MatCell(layers);
        file.Write(folder["net.mat"]);

        LoadReport report = MatConvNetModel.Load(folder["net.mat"], new ParameterSet<SmallVgg>());

        Assert.Equal(["conv2_1 has stride 2 2, but Conv2_1 has 1 1", "conv2_1 has pad (top, bottom, left, right) 0 1 0 1, but Conv2_1 has 1 1 1 1"], report.Differences);
    }

    [Fact]
    public void ACheckpointHoldsItsNetwork()
    {
        using TemporaryFolder folder = new();
        MatFile chain = Made.Chain();
        new MatFile { ["net"] = new MatStruct(("layers", chain["layers"]), ("meta", chain["meta"])), ["stats"] = new MatStruct() }.Write(folder["net-epoch-1.mat"]);

        using MatConvNetModel model = MatConvNetModel.Read(folder["net-epoch-1.mat"]);

        Assert.Equal(9, model.Layers.Count);
    }

    [Theory]
    [InlineData("x", "it has no variable 'layers', only x")]
    [InlineData("layers", "layers is Double 1×1, where a cell array of structs should be")]
    public void AFileWithoutAModelIsRefused(string name, string message)
    {
        using TemporaryFolder folder = new();
        new MatFile { [name] = MatArray.Of(1) }.Write(folder["x.mat"]);

        string error = Assert.Throws<MatException>(() => MatConvNetModel.Read(folder["x.mat"])).Message;

        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains(folder["x.mat"], error, StringComparison.Ordinal);
    }

    private static MatValue Old(MatStruct layer)
    {
        List<(string, MatValue)> fields = [.. layer.Fields.Where(field => field != "weights").Select(field => (field, layer[field]))];
        if (((MatCell)layer["weights"]).Values is [var filters, var biases])
            fields.AddRange(("filters", filters), ("biases", biases));
        return new MatStruct(fields);
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float size = expected.Max(Math.Abs);
        Assert.True(size > 1e-3, "the expected numbers are all near 0");
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-4 * size, $"{i}: {expected[i]} and {actual[i]}");
    }
}
