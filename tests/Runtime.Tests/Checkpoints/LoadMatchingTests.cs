using Kiln.Checkpoints;

namespace Kiln.Tests.Checkpoints;

/// <summary>What a network has of the parameters of another is loaded, and all else is said.</summary>
public sealed class LoadMatchingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Arrays_of_equal_names_and_extents_are_read_and_the_rest_is_told()
    {
        // RectifiedNet has Conv1 with biases; NormalizedNet has Conv1 without, and a normalisation.
        ParameterSet<RectifiedNet> trained = new(seed: 1);
        WeightsFile.Save(folder["trained.kiln"], trained);
        ParameterSet<NormalizedNet> own = new(seed: 2);
        float[] scale = own["Norm1.Scale"].Values.ToArray();

        LoadReport report = WeightsFile.LoadMatching(folder["trained.kiln"], own);

        Assert.Equal(trained["Conv1.Weights"].Values, own["Conv1.Weights"].Values);
        Assert.Equal(trained["Scores.Weights"].Values, own["Scores.Weights"].Values);
        Assert.Equal(scale, own["Norm1.Scale"].Values);
        Assert.Equal(["Weights 3×3×1×8"], report.Loaded[0].Arrays);
        Assert.All(report.Loaded, layer => Assert.Equal((layer.Layer, LayerMatch.Name), (layer.FileLayer, layer.Match)));
        Assert.Equal(["Conv1.Biases 8"], report.Unused);
        Assert.Equal(["Norm1.Scale 8", "Norm1.Shift 8", "Norm1.Mean 8", "Norm1.Variance 8"], report.Missing);
        Assert.Empty(report.Misfits);
        Assert.StartsWith($"NormalizedNet: 2 layers loaded from {folder["trained.kiln"]} (2 by name)\nas before: Norm1.Scale 8\n", report.Summary, StringComparison.Ordinal);
        Assert.EndsWith("\nnot used: Conv1.Biases 8", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_extents_are_listed_and_not_read()
    {
        ParameterSet trained = new(DenseNetwork.Describe(Samples.Shape, 7)), own = new(DenseNetwork.Describe(Samples.Shape, 3));
        trained.Initialize(Initialization.He, 1);
        own.Initialize(Initialization.He, 2);
        WeightsFile.Save(folder["trained.kiln"], new ParameterSet<FrozenNet>(seed: 1));
        ParameterSet<FrozenNetScores> head = new(seed: 2);
        float[] before = head.Values.ToArray();

        LoadReport report = WeightsFile.LoadMatching(folder["trained.kiln"], head);
        Assert.Equal(["Conv1.Weights 3×3×1×8", "Conv1.Biases 8"], report.Unused);
        Assert.NotEqual(before, head.Values.ToArray());

        WeightsFile.Save(folder["seven.kiln"], trained);
        float[] mine = own.Values.ToArray();
        CheckpointException error = Assert.Throws<CheckpointException>(() => WeightsFile.LoadMatching(folder["seven.kiln"], own));
        Assert.Equal(
            $"{folder["seven.kiln"]}: has nothing for Dense: Scores.Weights is 6×4×1×7 in the file, but 6×4×1×3 in Dense, Scores.Biases is 7 in the file, but 3 in Dense", error.Message);
        Assert.Equal(mine, own.Values);

        // Of one number of biases and another of weights, the biases are read.
        ParameterSet small = new(DenseNetwork.Describe(new Shape(2, 2, 1), 7));
        report = WeightsFile.LoadMatching(folder["seven.kiln"], small);
        Assert.Equal(["Scores.Weights is 6×4×1×7 in the file, but 2×2×1×7 in Dense"], report.Misfits);
        Assert.Equal(trained["Scores.Biases"].Values, small["Scores.Biases"].Values);
        Assert.Empty(report.Missing);
    }

    [Fact]
    public void A_file_of_other_names_alone_is_refused()
    {
        WeightsFile.Save(folder["trained.kiln"], new ParameterSet<RegressionNet>(seed: 1));
        ParameterSet<RectifiedNet> own = new(seed: 2);
        float[] before = own.Values.ToArray();

        CheckpointException error = Assert.Throws<CheckpointException>(() => WeightsFile.LoadMatching(folder["trained.kiln"], own));

        Assert.Equal(
            $"{folder["trained.kiln"]}: has nothing for RectifiedNet: it has Numbers.Weights 4×3×1×2, Numbers.Biases 2, where arrays of the same names are looked for: Conv1.Weights, Conv1.Biases, Scores.Weights, Scores.Biases",
            error.Message);
        Assert.Equal(before, own.Values);
        Assert.Throws<CheckpointException>(() => WeightsFile.LoadMatching(folder["none.kiln"], own));
    }

    [Fact]
    public void A_set_takes_over_from_another()
    {
        ParameterSet<FrozenNet> whole = new(seed: 1);
        ParameterSet<FrozenNetScores> head = new(seed: 2);

        LoadReport report = whole.LoadMatching(head);

        Assert.Equal(head["Scores.Weights"].Values, whole["Scores.Weights"].Values);
        Assert.Equal(["Conv1.Weights 3×3×1×8", "Conv1.Biases 8"], report.Missing);
        ArgumentException error = Assert.Throws<ArgumentException>(() => whole.LoadMatching(new ParameterSet<RegressionNet>()));
        Assert.Contains("RegressionNet has nothing for FrozenNet: it has Numbers.Weights 4×3×1×2", error.Message, StringComparison.Ordinal);
    }
}
