using System.ComponentModel;
using System.Globalization;
using Kiln.Classifier;
using Kiln.Pictures;

namespace Kiln.Native.Tests;

/// <summary>SqueezeNet as a library, called by others.</summary>
[Collection(PublishedNetwork.Collection)]
public sealed class LibraryTests(PublishedNetwork published)
{
    [SkippableFact]
    public void AProgramInCCallsIt()
    {
        Machine.SkipElsewhere();
        using TemporaryFolder folder = new();
        string program = folder.File("answer");
        (int exitCode, string said, string error) = Run(
            "cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-I", published.LibraryFolder, Path.Combine(AppContext.BaseDirectory, "answer.c"), published.Library,
            $"-Wl,-rpath,{published.LibraryFolder}", "-o", program);
        Assert.True(exitCode == 0, said + error);

        (exitCode, string printed, error) = Run(program, [published.Weights, .. published.Pictures]);

        Assert.Equal((0, ""), (exitCode, error));
        string[] lines = printed.TrimEnd().Split('\n');
        Assert.Equal("227 x 227 x 3, 1000 classes", lines[0]);
        for (int i = 0; i < published.Pictures.Length; i++)
            IsAnswer(published.Pictures[i], lines[i + 1]);

        Assert.Equal(
            [
                "1 count is 3, but must be from 1 to 2, the network's max_batch",
                "1 images is null",
                "2 there is no file 'nowhere.jpg'",
                "1 network is null",
                "2 there is no file 'nowhere.mat'",
            ],
            lines[3..]);
    }

    [SkippableFact]
    public void PythonCallsIt()
    {
        Machine.SkipElsewhere();
        string script = Path.Combine(AppContext.BaseDirectory, "answer.py");
        (int exitCode, string printed, string error) = Run("python3", script, published.Library, published.Weights, published.Pictures[1]);
        Assert.Equal((0, ""), (exitCode, error));
        IsAnswer(published.Pictures[1], printed.TrimEnd());

        (exitCode, printed, error) = Run("python3", script, published.Library, published.Pictures[0], published.Pictures[1]);
        Assert.Equal((1, ""), (exitCode, printed));
        Assert.StartsWith("2: ", error, StringComparison.Ordinal);
        Assert.Contains(published.Pictures[0], error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    /// <summary>The header has what the library exports, and nothing else.</summary>
    [SkippableFact]
    public void TheHeaderDeclaresWhatIsThere()
    {
        Machine.SkipElsewhere();
        string[] declared =
        [
            .. File.ReadLines(Path.Combine(published.LibraryFolder, "squeezenet.h"))
                .Where(line => line.EndsWith(");", StringComparison.Ordinal)).Select(line => line.Split('(')[0].Split(' ', '*')[^1]).Order(StringComparer.Ordinal),
        ];
        (int exitCode, string printed, string error) = Run("nm", "--dynamic", "--defined-only", published.Library);
        Assert.Equal((0, ""), (exitCode, error));
        string[] exported = [.. printed.Split('\n').Select(line => line.Split(' ')[^1].Split('@')[0]).Where(name => name.StartsWith("squeezenet_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(declared, exported);
        Assert.Equal(["libsqueezenet.so", "squeezenet.h"], Directory.GetFileSystemEntries(published.LibraryFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>What the same code answers here; vectors of another width may differ in the last digit.</summary>
    private void IsAnswer(string picture, string line)
    {
        using PictureClassifier classifier = PictureClassifier.Load(published.Weights, maxBatch: 1, threads: 1);
        float[] scores = classifier.Forward(classifier.Prepare(PictureDecoder.Read(picture))).ToArray();
        int best = Array.IndexOf(scores, scores.Max());
        int space = line.LastIndexOf(' ');
        Assert.Equal(classifier.Classes[best], line[..space]);
        Assert.Equal(scores[best], double.Parse(line[space..], CultureInfo.InvariantCulture), 0.001 + (1e-5 * Math.Abs(scores[best])));
    }

    private (int ExitCode, string Output, string Error) Run(string program, params string[] args)
    {
        try
        {
            return published.Run(program, args);
        }
        catch (Win32Exception)
        {
            throw new SkipException($"there is no {program} on this machine");
        }
    }
}
