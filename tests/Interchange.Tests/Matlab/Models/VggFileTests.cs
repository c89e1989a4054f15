using System.Diagnostics;
using System.Globalization;
using Kiln.Bench.Peers;
using Kiln.Interchange.Matlab;
using Kiln.Models.Classification;
using Kiln.Models.Networks;
using Xunit.Abstractions;

namespace Kiln.Interchange.Tests.Matlab.Models;

/// <summary>VGG-VD-16 in a file as large as the one that MatConvNet distributes, with random weights. It takes 1.7 GB of memory and 0.6 GB of disk, and runs if KILN_VGG_FILE is set.</summary>
public sealed class VggFileTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void AFileOfFullSizeGivesOnnxRuntimesAnswer()
    {
        Skip.If(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KILN_VGG_FILE")), "KILN_VGG_FILE is not set: the test writes 0.6 GB");
        using TemporaryFolder folder = new();
        string file = Environment.GetEnvironmentVariable("KILN_VGG_FILE") is { } path && path.EndsWith(".mat", StringComparison.Ordinal) ? path : folder["vgg.mat"];
        KnownNetwork known = KnownNetwork.Find(nameof(Vgg16));
        float[] image = [.. Enumerable.Range(0, 224 * 224 * 3).Select(i => (float)(100 * Math.Sin(i)))];
        ParameterSet<Vgg16> parameters = new(seed: 1);
        string[] classes = [.. Enumerable.Range(1, 1000).Select(k => string.Create(CultureInfo.InvariantCulture, $"class {k}"))];
        MatConvNetModel.Write(file, parameters, new MatConvNetImages(224, 224, 3, [123.68f, 116.779f, 103.939f], "bicubic", true, 32, 32), classes, compress: false);
        Assert.InRange(new FileInfo(file).Length, 553_430_176, 554_000_000);
        float[] expected;
        using (OnnxRuntimeNetwork peer = new(parameters, 1, 2))
        {
            peer.Load(image);
            peer.Forward();
            expected = [.. peer.Output];
        }

        ParameterSet loaded = known.CreateParameters();
        Stopwatch watch = Stopwatch.StartNew();
        ModelWeights weights = ModelWeights.Load(file, loaded);
        output.WriteLine($"loaded in {watch.Elapsed.TotalSeconds:F2} s");

        Assert.Equal(16, weights.Report!.Loaded.Count);
        Assert.True(parameters.Values.SequenceEqual(loaded.Values));
        using ImageNetwork network = known.Create(loaded, 1, 0);
        float[] actual = network.Forward(image).ToArray();
        float size = expected.Max(Math.Abs);
        for (int k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], 1e-3 * size);
    }
}
