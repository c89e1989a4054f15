using Kiln.Checkpoints;

namespace Kiln.Tests.Checkpoints;

/// <summary>Networks that differ in one number of one layer do not share their weights.</summary>
public sealed class LayerOptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly NetworkDescription network = With(new LayerOption("Leak", 0.1), new LayerOption("Ceiling", double.PositiveInfinity));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Options_and_dilation_return_from_a_file()
    {
        NetworkDescription dilated = Dilated(network);
        WeightsFile.Save(folder["weights.kiln"], new ParameterSet(dilated));
        CheckpointInfo info = CheckpointFile.Read(folder["weights.kiln"]);
        Assert.Equal(dilated.Layers.Select(layer => layer.Window), info.Layers.Select(layer => layer.Window));
        Assert.Equal(dilated.Layers.SelectMany(layer => layer.Options), info.Layers.SelectMany(layer => layer.Options));
        WeightsFile.Load(folder["weights.kiln"], new ParameterSet(dilated));
    }

    [Fact]
    public void The_order_of_options_does_not_matter() =>
        Load(With(new LayerOption("Ceiling", double.PositiveInfinity), new LayerOption("Leak", 0.1)));

    [Fact]
    public void One_other_option_is_named_with_both_values()
    {
        Assert.Equal("Leak of Scores (conv) of Tests.Dense is 0.1, but 0.2 of Tests.Dense was expected", Refused(With(new LayerOption("Leak", 0.2), new LayerOption("Ceiling", double.PositiveInfinity))));
        Assert.Equal("Ceiling of Scores (conv) of Tests.Dense is Infinity, but 6 of Tests.Dense was expected", Refused(With(new LayerOption("Leak", 0.1), new LayerOption("Ceiling", 6))));
        Assert.Equal("Ceiling of Scores (conv) of Tests.Dense is Infinity, but none of Tests.Dense was expected", Refused(With(new LayerOption("Leak", 0.1))));
        Assert.Equal(
            "Bias of Scores (conv) of Tests.Dense is none, but 1 of Tests.Dense was expected",
            Refused(With(new LayerOption("Leak", 0.1), new LayerOption("Ceiling", double.PositiveInfinity), new LayerOption("Bias", 1))));
    }

    [Fact]
    public void Another_dilation_is_named() => Assert.Equal(
        "layer 1 of Tests.Dense is Scores (conv 1×1×3 from Image, window 2×2, stride 1×1, pad 0 0 0 0, 3 filters of depth 1), but "
            + "Scores (conv 1×1×3 from Image, window 2×2, stride 1×1, pad 0 0 0 0, dilation 3×2, 3 filters of depth 1) of Tests.Dense was expected",
        Refused(Dilated(network)));

    [Fact]
    public void How_training_treats_an_array_does_not_matter() =>
        Load(network with { Parameters = [.. network.Parameters.Select(array => array with { Update = ParameterUpdate.Fixed, LearningRateScale = 0 })] });

    [Fact]
    public void The_extents_of_maps_do_not_matter() =>
        Load(network with { Layers = [.. network.Layers.Select(layer => layer with { OutputShape = layer.OutputShape with { Height = 7, Width = 9 } })] });

    private static NetworkDescription With(params LayerOption[] options)
    {
        NetworkDescription dense = DenseNetwork.Describe(new Shape(2, 2, 1), 3);
        return dense with { Layers = [dense.Layers[0], dense.Layers[1] with { Options = options }, dense.Layers[2]] };
    }

    private static NetworkDescription Dilated(NetworkDescription plain)
    {
        LayerDescription layer = plain.Layers[1];
        return plain with { Layers = [plain.Layers[0], layer with { Window = layer.Window with { DilationY = 3, DilationX = 2 } }, plain.Layers[2]] };
    }

    private void Load(NetworkDescription into)
    {
        ParameterSet saved = new(network), loaded = new(into);
        saved.Initialize(Initialization.He, 1);
        WeightsFile.Save(folder["weights.kiln"], saved);
        WeightsFile.Load(folder["weights.kiln"], loaded);
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
    }

    private string Refused(NetworkDescription other)
    {
        WeightsFile.Save(folder["weights.kiln"], new ParameterSet(network));
        string message = Assert.Throws<CheckpointException>(() => WeightsFile.Load(folder["weights.kiln"], new ParameterSet(other))).Message;
        string start = $"{folder["weights.kiln"]}: holds another network's parameters: ";
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        return message[start.Length..];
    }
}
