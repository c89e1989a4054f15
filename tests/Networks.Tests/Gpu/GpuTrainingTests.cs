using Kiln.Data;
using Kiln.Gpu;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>A trainer on a device learns what it learns on the processor, from images that lie on the device and from others, and both go on from each other's checkpoints.</summary>
[Collection(SimulatorCollection.Name)]
public sealed class GpuTrainingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kiln-gpu").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void LearnsWhatTheProcessorLearns(bool bytes, bool jitter)
    {
        IImageSource images = Images(bytes, jitter);
        (float[] expected, IReadOnlyList<EpochReport> processor) = Train(images, onDevice: false, epochs: 2, output: null);
        (float[] actual, IReadOnlyList<EpochReport> device) = Train(images, onDevice: true, epochs: 2, output: null);

        GpuAgreementTests.Near("the parameters", actual, expected);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            Assert.Equal(processor[epoch].Training.Loss, device[epoch].Training.Loss, 1e-5);
            Assert.Equal(processor[epoch].Validation!.Value.Loss, device[epoch].Validation!.Value.Loss, 1e-5);
            Assert.Equal(processor[epoch].Training.Top1Error, device[epoch].Training.Top1Error);
        }
    }

    [Fact]
    public void GoesOnFromTheProcessorsCheckpointAndBack()
    {
        IImageSource images = Images(bytes: true, jitter: true);
        (float[] expected, _) = Train(images, onDevice: false, epochs: 3, output: null);

        Train(images, onDevice: false, epochs: 1, folder);
        Train(images, onDevice: true, epochs: 2, folder);
        (float[] actual, IReadOnlyList<EpochReport> history) = Train(images, onDevice: false, epochs: 3, folder);

        Assert.Equal(3, history.Count);
        GpuAgreementTests.Near("the parameters", actual, expected);
    }

    /// <summary>Validations within an epoch divide it into passes, which go on where the one before stopped: momentum, images and the numbers of the batches.</summary>
    [Fact]
    public void ValidationsWithinAnEpochChangeNothing()
    {
        IImageSource images = Images(bytes: true, jitter: true);
        (float[] expected, IReadOnlyList<EpochReport> whole) = Train(images, onDevice: true, epochs: 2, output: null);
        List<ValidationReport> validations = [];
        (float[] actual, IReadOnlyList<EpochReport> parts) = Train(images, onDevice: true, epochs: 2, output: null, every: 1, validations.Add);

        Assert.Equal(expected, actual);
        Assert.Equal(whole.Select(report => report.Training), parts.Select(report => report.Training));
        Assert.Equal([(1, 1), (1, 2), (2, 1), (2, 2)], validations.Select(report => (report.Epoch, report.Batch)));
    }

    [Fact]
    public void WhatOnlyTheProcessorDoesIsRefusedInOneLine()
    {
        using TrainableNetwork net = GpuTwins.Create("TinyNet", 4);
        using GpuTraining gpu = new(net, GpuTwins.Device, 4);
        Refused("a step gathered over sub-batches", new TrainingOptions { BatchSize = 4, SubBatches = 2 });
        Refused("an average of the weights", new TrainingOptions { BatchSize = 4, AverageDecay = 0.9 });
        Refused("an error function of the caller's own", new TrainingOptions { BatchSize = 4, Error = (_, _) => 0 });
        Assert.Contains("a confusion matrix", Assert.Throws<GpuException>(
            () => new Trainer(net, new TrainingOptions { BatchSize = 4 }, gpu).Evaluate(Images(bytes: true, jitter: false), confusion: new ConfusionMatrix(net.OutputShape.Channels))).Message, StringComparison.Ordinal);

        void Refused(string what, TrainingOptions options) => Assert.Equal(
            $"{what} is not computed on graphics processors yet; leave it out, or train on the processor",
            Assert.Throws<GpuException>(() => new Trainer(net, options, gpu).Run(Images(bytes: true, jitter: false))).Message);
    }

    [Fact]
    public void ABatchThatDoesNotFitIsOneLine()
    {
        using TrainableNetwork net = GpuTwins.Create("TinyNet", 1);
        GpuException error = Assert.Throws<GpuException>(() => new GpuNetwork(net, new SmallDevice(GpuTwins.Device, 200_000), 1000));

        Assert.Matches(@"^TinyNet needs \d+ MB for 1000 images on .+, which has 0 MB free; a batch of \d+ fits$", error.Message);
    }

    [Fact]
    public void ANetworkWithoutKernelsSaysHowToGetThem()
    {
        using Networks.TinyNet net = new(1, 1);

        Assert.Equal(
            "TinyNet has no kernels for graphics processors; declare it with [Network(Targets = Targets.Cpu | Targets.Gpu)]",
            Assert.Throws<GpuException>(() => new GpuNetwork(net, GpuTwins.Device, 1)).Message);
    }

    private static IImageSource Images(bool bytes, bool jitter)
    {
        SeededRandom random = new(9);
        byte[] pixels = [.. Enumerable.Range(0, 11 * 64).Select(_ => (byte)random.Next(256))];
        int[] labels = [.. Enumerable.Range(0, 11).Select(image => image % 2)];
        ImageNormalization normalization = new(0.5f, 2);
        ImageSet set = bytes
            ? new(new Shape(8, 8, 1), pixels, labels, normalization)
            : new(new Shape(8, 8, 1), pixels.Select(pixel => pixel / 255f).ToArray(), labels, normalization);
        return jitter ? new LetterJitter(set, new JitterOptions { ShiftX = 2, ShiftY = 1 }) : set;
    }

    private static (float[] Parameters, IReadOnlyList<EpochReport> History) Train(IImageSource images, bool onDevice, int epochs, string? output, int? every = null, Action<ValidationReport>? validated = null)
    {
        using TrainableNetwork net = GpuTwins.Create("TinyNet", 4);
        Samples.Fill(net.Parameters, seed: 10);
        using GpuTraining? gpu = onDevice ? new GpuTraining(net, GpuTwins.Device, 4) : null;
        TrainingOptions options = new() { Epochs = epochs, BatchSize = 4, LearningRates = [0.01], Seed = 11, OutputFolder = output, ValidateEvery = every };
        IReadOnlyList<EpochReport> history = new Trainer(net, options, gpu).Run(images, Images(bytes: true, jitter: false), new TrainingCallbacks { Validation = validated });
        return (net.Parameters.Values.ToArray(), history);
    }

    /// <summary>A device that says it has less memory.</summary>
    private sealed class SmallDevice(GpuDevice device, long free) : GpuDevice
    {
        public override string Name => device.Name;

        public override long FreeBytes => free;

        public override GpuMemory Allocate(long bytes) => device.Allocate(bytes);

        public override void Upload<T>(GpuMemory memory, long offset, ReadOnlySpan<T> values) => device.Upload(memory, offset, values);

        public override void Download<T>(GpuMemory memory, long offset, Span<T> values) => device.Download(memory, offset, values);

        public override GpuKernel Load(System.Reflection.Assembly assembly, string type, string method) => device.Load(assembly, type, method);

        public override void Launch(GpuKernel kernel, (int X, int Y, int Z) grid, int threads, ReadOnlySpan<GpuValue> arguments) => device.Launch(kernel, grid, threads, arguments);

        public override void Synchronize() => device.Synchronize();

        public override void Dispose()
        {
        }
    }
}
