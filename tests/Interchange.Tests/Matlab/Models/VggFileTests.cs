using System.Diagnostics;
using System.Globalization;
using Kiln.Bench.Peers;
using Kiln.Interchange.Matlab;
using Kiln.Models.Classification;
using Kiln.Models.Networks;
using Xunit.Abstractions;

namespace Kiln.Interchange.Tests.Matlab.Models;

/// <summary>VGG-VD-16 in a file as large as the one that MatConvNet distributes, with random weights. It takes 2 GB of memory and 0.6 GB of disk, and runs if KILN_VGG_FILE is set.</summary>
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

        ClassifiesInLittleMemory(file);
    }

    /// <summary>The command, from a cold process: the parameters are never held beside all that is made of them.</summary>
    private void ClassifiesInLittleMemory(string file)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Kiln.Models.dll");
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [program, "classify", "data/pictures/coffee.png", "--network", nameof(Vgg16), "--weights", file]) { RedirectStandardOutput = true })!;
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(2)))
            peak = Math.Max(peak, Peak(process.Id));

        string printed = process.StandardOutput.ReadToEnd();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"classified in {watch.Elapsed.TotalSeconds:F2} s with {peak / 1e6:F0} MB, {peak / (double)new FileInfo(file).Length:F2} × the file"));
        Assert.Equal(0, process.ExitCode);
        Assert.Matches(@"^Vgg16: 16 layers loaded .*\n(class \d+ \(\d+\), score \d\.\d{3}\n){5}$", printed);
        Assert.True(!OperatingSystem.IsLinux() || peak > 0, "the system did not say how much memory was used");
        Assert.InRange(peak, 0, (long)(1.5 * new FileInfo(file).Length));
    }

    /// <summary>The most memory that a process has held, in bytes; 0 where the system does not say, or the process has ended.</summary>
    private static long Peak(int process)
    {
        const string Label = "VmHWM:";
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[Label.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
