using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Checkpoints;

/// <summary>The sections with the averages and the caller's own errors: whatever they are changed to, a checkpoint is read or refused in one line, and nothing changes unless all of it fits.</summary>
public sealed class TrainingStateTests : IDisposable
{
    private static readonly EpochReport Epoch = new(1, 1, new ErrorRates(1, 1, 0, 0) { OwnError = 0.25 }, new ErrorRates(1, 2, 0, 0) { OwnError = 0.5 }, 1);

    private readonly TemporaryFolder folder = new();
    private readonly ParameterSet parameters = new(DenseNetwork.Describe(new Shape(2, 2, 1), 3)), average = new(DenseNetwork.Describe(new Shape(2, 2, 1), 3));
    private readonly Sgd optimizer = new();

    public TrainingStateTests()
    {
        parameters.Initialize(Initialization.He, 1);
        average.Initialize(Initialization.He, 2);
        optimizer.Attach(parameters);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Averages_and_own_errors_return_from_a_file()
    {
        ParameterSet loaded = new(parameters.Network), loadedAverage = new(parameters.Network);
        Assert.Equal([Epoch], Resume(Content(average), loaded, loadedAverage));
        Assert.Equal(parameters.Values.ToArray(), loaded.Values.ToArray());
        Assert.Equal(average.Values.ToArray(), loadedAverage.Values.ToArray());
    }

    [Fact]
    public void A_file_without_either_is_as_it_was_before_there_were_any()
    {
        byte[] plain = CheckpointContent.Compose(parameters, null, "", optimizer, [], [Epoch with { Training = Epoch.Training with { OwnError = null }, Validation = null }]);
        Assert.Equal(-1, plain.AsSpan().IndexOf("AVER"u8));
        Assert.Equal(-1, plain.AsSpan().IndexOf("OWNE"u8));
        Assert.Contains("has no section AVER", Assert.Throws<CheckpointException>(() => Resume(plain, new(parameters.Network), new(parameters.Network))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Averages_of_another_network_are_refused()
    {
        ParameterSet other = new(DenseNetwork.Describe(new Shape(2, 2, 1), 4));
        Assert.Contains(
            "array 0 is Scores.Weights 2×2×1×4, but Scores.Weights 2×2×1×3 of Tests.Dense was expected",
            Assert.Throws<CheckpointException>(() => Resume(Content(other), new(parameters.Network), new(parameters.Network))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_lengths_are_found_and_change_nothing()
    {
        byte[] content = Content(average);
        int refused = 0;
        foreach (string tag in new[] { "AVER", "OWNE" })
        {
            int start = content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(tag));
            for (int i = start; i < start + 60; i++)
            {
                foreach (byte value in new byte[] { 0x00, 0x7F, 0x80, 0xFF })
                {
                    byte[] changed = [.. content];
                    changed[i] = value;
                    System.Security.Cryptography.SHA256.HashData(changed.AsSpan(..^32)).CopyTo(changed, changed.Length - 32);
                    ParameterSet loaded = new(parameters.Network), loadedAverage = new(parameters.Network);
                    try
                    {
                        Resume(changed, loaded, loadedAverage);
                    }
                    catch (CheckpointException error)
                    {
                        // Any other exception fails the test.
                        refused++;
                        Assert.DoesNotContain('\n', error.Message);
                        Assert.All(loaded.Values.ToArray().Concat(loadedAverage.Values.ToArray()), kept => Assert.Equal(0, kept));
                    }
                }
            }
        }

        Assert.True(refused > 100);
    }

    private byte[] Content(ParameterSet averages) => CheckpointContent.Compose(parameters, null, "", optimizer, [], [Epoch], averages);

    private IReadOnlyList<EpochReport> Resume(byte[] content, ParameterSet into, ParameterSet averageInto)
    {
        string path = folder["changed.kiln"];
        File.WriteAllBytes(path, content);
        Sgd other = new();
        other.Attach(into);
        return CheckpointFile.Resume(path, 1, into, other, averageInto, _ => []);
    }
}
