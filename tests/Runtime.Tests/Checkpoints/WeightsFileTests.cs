using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Checkpoints;

public sealed class WeightsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_return_from_file_bytes_and_stream()
    {
        using DenseNetwork network = Samples.Network();
        string path = folder["weights.kiln"];
        WeightsFile.Save(path, network.Parameters, new ImageNormalization(0.93f, 256), "abcdefg");

        byte[] bytes = File.ReadAllBytes(path);
        using MemoryStream stream = new(bytes);
        foreach (Func<ParameterSet, CheckpointInfo> load in new Func<ParameterSet, CheckpointInfo>[]
        {
            set => WeightsFile.Load(path, set),
            set => WeightsFile.Load(path, set, trusted: true),
            set => WeightsFile.Load(bytes, set),
            set => WeightsFile.Load(stream, set),
        })
        {
            ParameterSet loaded = new(network.Description);
            CheckpointInfo info = load(loaded);
            Assert.Equal(network.Parameters.Values.ToArray(), loaded.Values.ToArray());
            Assert.Equal(new ImageNormalization(0.93f, 256), info.Normalization);
            Assert.Equal("abcdefg", info.Classes);
            Assert.Equal("Tests.Dense", info.Network);
            Assert.Empty(info.History);
            Assert.Equal(["Scores.Weights 6×4×1×7", "Scores.Biases 7"], info.Arrays.Select(array => array.ToString()));
        }
    }

    [Fact]
    public void What_was_not_saved_is_missing()
    {
        ParameterSet parameters = new(DenseNetwork.Describe(new Shape(1, 1, 1), 2));
        WeightsFile.Save(folder["weights.kiln"], parameters);
        CheckpointInfo info = CheckpointFile.Read(folder["weights.kiln"]);
        Assert.Null(info.Normalization);
        Assert.Equal("", info.Classes);
    }

    [Fact]
    public void A_renamed_class_keeps_its_weights()
    {
        ParameterSet saved = new(DenseNetwork.Describe(Samples.Shape, 7, "Before"));
        saved.Initialize(Initialization.He, 1);
        WeightsFile.Save(folder["weights.kiln"], saved);
        ParameterSet loaded = new(DenseNetwork.Describe(Samples.Shape, 7, "After"));
        WeightsFile.Load(folder["weights.kiln"], loaded);
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_else()
    {
        ParameterSet parameters = new(DenseNetwork.Describe(Samples.Shape, 7));
        File.WriteAllText(folder["weights.kiln"], "old");
        File.WriteAllText(folder["weights.kiln.unfinished"], "of a process that was killed");
        WeightsFile.Save(folder["weights.kiln"], parameters);
        WeightsFile.Load(folder["weights.kiln"], parameters);
        Assert.Equal([folder["weights.kiln"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_stays_and_nothing_is_left_beside_it()
    {
        Directory.CreateDirectory(Path.Combine(folder["weights.kiln"], "in the way"));
        Assert.ThrowsAny<Exception>(() => WeightsFile.Save(folder["weights.kiln"], new ParameterSet(DenseNetwork.Describe(Samples.Shape, 7))));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_checkpoint_tells_its_history_and_serves_as_weights()
    {
        using DenseNetwork network = Samples.Network();
        TrainingOptions options = new() { Epochs = 2, BatchSize = 16, OutputFolder = folder["run"] };
        IReadOnlyList<EpochReport> history = new Trainer(network, options).Run(Samples.Images(20, 1), Samples.Images(9, 2));
        CheckpointInfo info = CheckpointFile.Read(CheckpointFile.PathOf(folder["run"], 2));
        Assert.Equal(history.Select(report => report with { TimeLeft = null }), info.History);
        Assert.Contains(new TrainingSetting("batch size", "16"), info.Settings);

        ParameterSet loaded = new(network.Description);
        Assert.Equal(Samples.Images(20, 1).Normalization, WeightsFile.Load(CheckpointFile.PathOf(folder["run"], 2), loaded).Normalization);
        Assert.Equal(network.Parameters.Values.ToArray(), loaded.Values.ToArray());
    }

    [Fact]
    public void Weights_alone_are_no_checkpoint()
    {
        using DenseNetwork network = Samples.Network();
        Directory.CreateDirectory(folder["run"]);
        WeightsFile.Save(CheckpointFile.PathOf(folder["run"], 1), network.Parameters);
        TrainingOptions options = new() { Epochs = 2, BatchSize = 16, OutputFolder = folder["run"] };
        CheckpointException error = Assert.Throws<CheckpointException>(() => new Trainer(network, options).Run(Samples.Images(20, 1)));
        Assert.EndsWith("was saved after 0 epochs, but 1 were expected", error.Message, StringComparison.Ordinal);
    }
}
