namespace Kiln.Tests.Networks;

/// <summary>A derivative of the caller's own goes back through the forward run of a training that was just done, and through nothing else.</summary>
public sealed class OwnDerivativeTests : IDisposable
{
    private readonly Probe network = new(maxBatch: 2);

    public void Dispose() => network.Dispose();

    [Fact]
    public void Each_backward_run_needs_its_forward_run()
    {
        const string Refused = "the last call of Probe left no forward run of a training to go back through; run ForwardForTraining before each Backward";
        Assert.Equal(Refused, Assert.Throws<InvalidOperationException>(() => network.Backward([])).Message);

        // A run of inference has other maps: nothing was dropped, and no moments are those of the batch.
        network.Forward(new float[4]);
        Assert.Equal(Refused, Assert.Throws<InvalidOperationException>(() => network.Backward(new float[4])).Message);

        network.ForwardForTraining(new float[4]);
        network.Backward(new float[4]);
        Assert.Equal(1, network.BackwardRuns);

        // The gradients lie where the maps were.
        Assert.Equal(Refused, Assert.Throws<InvalidOperationException>(() => network.Backward(new float[4])).Message);
        Assert.Equal(1, network.BackwardRuns);
    }

    /// <summary>A caller who gave a derivative of another length may give the right one: nothing has run.</summary>
    [Fact]
    public void A_refused_derivative_may_be_mended()
    {
        network.CheckInputs = true;
        network.ForwardForTraining(new float[4]);
        Assert.Contains("the derivative by the scores needs 4 values, but 2 were given", Assert.Throws<ArgumentException>(() => network.Backward(new float[2])).Message, StringComparison.Ordinal);
        Assert.Contains("the gradient of the images needs 4 values, but 3 were given", Assert.Throws<ArgumentException>(() => network.Backward(new float[4], new float[3])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "the derivative by the scores has NaN at image 1, row 0, column 0, channel 1, where a finite number is needed",
            Assert.Throws<ArgumentException>(() => network.Backward([0, 0, 0, float.NaN])).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, network.BackwardRuns);
        network.Backward(new float[4]);
        Assert.Equal(1, network.BackwardRuns);
    }

    private sealed class Probe(int maxBatch) : TrainableNetwork(Describe(), new ParameterSet(Describe()), maxBatch, 1)
    {
        private readonly float[] given = new float[2 * maxBatch];

        public int BackwardRuns { get; private set; }

        protected override int ScoresLayer => 1;

        protected override Span<float> ScoresGradient => given;

        protected internal override ReadOnlySpan<float> LayerOutput(int layer) => default;

        protected override void PackParameters()
        {
        }

        protected override void LoadInput(int input, ReadOnlySpan<float> maps, int pitch)
        {
        }

        protected internal override void RunForward()
        {
        }

        protected override void RunBackward(bool imageGradient) => BackwardRuns++;

        protected override void CopyInputGradient(Span<float> destination)
        {
        }

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
        }

        /// <summary>Two inputs, two scores, and no loss.</summary>
        private static NetworkDescription Describe()
        {
            NetworkDescription dense = DenseNetwork.Describe(new Shape(1, 2, 1), 2);
            return dense with { Layers = [.. dense.Layers.Take(2)] };
        }
    }
}
