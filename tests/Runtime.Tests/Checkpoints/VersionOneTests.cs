using Kiln.Checkpoints;

namespace Kiln.Tests.Checkpoints;

/// <summary>Files written before layers had options: <c>data/characters.kiln</c> is one.</summary>
public class VersionOneTests
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "characters.kiln");

    private static readonly LayerOption[] Groups = [new("Groups", 1)];

    private static readonly LayerDescription[] Layers =
    [
        new("Image", "input", [], new Shape(32, 32, 1), WindowDescription.None, [], 0, 0, "", true),
        Conv("Conv1", "Image", 28, 5, 1, 20),
        new("Pool1", "maxpool", ["Conv1"], new Shape(14, 14, 20), new WindowDescription(2, 2, 2, 2, 0, 0, 0, 0), [], 0, 0, "", true),
        Conv("Conv2", "Pool1", 10, 5, 20, 50),
        new("Pool2", "maxpool", ["Conv2"], new Shape(5, 5, 50), new WindowDescription(2, 2, 2, 2, 0, 0, 0, 0), [], 0, 0, "", true),
        Conv("Conv3", "Pool2", 2, 4, 50, 500),
        new(
            "Relu3", "relu", ["Conv3"], new Shape(2, 2, 500), WindowDescription.None,
            [new("Leak", 0), new("Ceiling", double.PositiveInfinity)], 0, 0, "", true),
        Conv("Scores", "Relu3", 1, 2, 500, 26),
        new("Loss", "softmaxloss", ["Scores"], new Shape(1, 1, 26), WindowDescription.None, [new("Weight", 1)], 0, 0, "", true),
    ];

    [Fact]
    public void Its_weights_load_into_the_network_of_that_time()
    {
        Assert.Equal(1, new CheckpointReader(File.ReadAllBytes(Path), "old").Version);
        ParameterSet parameters = new(Describe(Layers));
        CheckpointInfo info = WeightsFile.Load(Path, parameters);
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", info.Classes);
        Assert.All(parameters.Arrays, array => Assert.Contains(array.Values.ToArray(), value => value != 0));
        Assert.All(info.Layers, layer => Assert.Equal((1, 1), (layer.Window.DilationY, layer.Window.DilationX)));
        Assert.Equal(Layers.SelectMany(layer => layer.Options), info.Layers.SelectMany(layer => layer.Options));
    }

    [Theory]
    [InlineData(1, "Groups", 5, "Groups of Conv1 (conv) of Kiln.Models.Networks.CharacterCnn is 1, but 5 of Tests.Characters was expected")]
    [InlineData(6, "Leak", 0.25, "Leak of Relu3 (relu) of Kiln.Models.Networks.CharacterCnn is 0, but 0.25 of Tests.Characters was expected")]
    [InlineData(6, "Ceiling", 6, "Ceiling of Relu3 (relu) of Kiln.Models.Networks.CharacterCnn is Infinity, but 6 of Tests.Characters was expected")]
    [InlineData(8, "Weight", 0.3, "Weight of Loss (softmaxloss) of Kiln.Models.Networks.CharacterCnn is 1, but 0.3 of Tests.Characters was expected")]
    public void What_it_could_not_say_is_what_every_layer_had_then(int layer, string option, double value, string message)
    {
        LayerDescription[] layers = [.. Layers];
        layers[layer] = layers[layer] with
        {
            Options = [.. layers[layer].Options.Select(own => own.Name == option ? new LayerOption(option, value) : own)],
        };
        Assert.Equal($"{Path}: holds another network's parameters: {message}", Refused(layers));
    }

    [Fact]
    public void Its_windows_had_no_dilation()
    {
        LayerDescription[] layers = [.. Layers];
        layers[3] = layers[3] with { Window = layers[3].Window with { DilationX = 2 } };
        Assert.Contains(
            "pad 0 0 0 0, 50 filters of depth 20), but Conv2 (conv 10×10×50 from Pool1, window 5×5, stride 1×1, pad 0 0 0 0, dilation 1×2, 50 filters of depth 20) of",
            Refused(layers),
            StringComparison.Ordinal);
    }

    /// <summary>Whatever the layers' section is changed to, a file of the old version is read or refused in one line.</summary>
    [Fact]
    public void Wrong_lengths_are_found()
    {
        byte[] content = File.ReadAllBytes(Path);
        NetworkDescription network = Describe(Layers);
        int end = content.AsSpan().IndexOf("PARM"u8);
        int refused = 0;
        for (int i = 12; i < end; i++)
        {
            byte kept = content[i];
            foreach (byte value in new byte[] { 0x00, 0x7F, 0x80, 0xFF })
            {
                content[i] = value;
                try
                {
                    CheckpointContent.Verify(new CheckpointReader(content, "changed", trusted: true), network);
                }
                catch (CheckpointException error)
                {
                    // Any other exception fails the test.
                    refused++;
                    Assert.DoesNotContain('\n', error.Message);
                }
            }

            content[i] = kept;
        }

        Assert.True(refused > 1000);
    }

    private static string Refused(LayerDescription[] layers)
    {
        ParameterSet parameters = new(Describe(layers));
        string message = Assert.Throws<CheckpointException>(() => WeightsFile.Load(Path, parameters)).Message;
        Assert.Equal(0, parameters.Version);
        return message;
    }

    private static LayerDescription Conv(string name, string input, int extent, int window, int depth, int filters) => new(
        name, "conv", [input], new Shape(extent, extent, filters), new WindowDescription(window, window, 1, 1, 0, 0, 0, 0), Groups, depth, filters, "", true);

    private static NetworkDescription Describe(IReadOnlyList<LayerDescription> layers)
    {
        List<ParameterDescription> parameters = [];
        int offset = 0;
        foreach (LayerDescription layer in layers.Where(layer => layer.Filters != 0))
        {
            int fanIn = layer.Window.Height * layer.Window.Width * layer.FilterDepth;
            Add($"{layer.Name}.Weights", [layer.Window.Height, layer.Window.Width, layer.FilterDepth, layer.Filters], fanIn);
            Add($"{layer.Name}.Biases", [layer.Filters], 0);
        }

        return new NetworkDescription("Tests.Characters", layers, parameters, [], [], new MemoryDescription(0));

        void Add(string name, int[] dimensions, int fanIn)
        {
            int length = dimensions.Aggregate(1, (product, extent) => product * extent);
            parameters.Add(new ParameterDescription(name, dimensions, offset, length, fanIn, 0, ParameterUpdate.Gradient, 1, 1));
            offset += (length + 15) / 16 * 16;
        }
    }
}
