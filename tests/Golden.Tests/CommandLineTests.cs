using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests;

/// <summary>What the program prints, and that it finds what is wrong.</summary>
public class CommandLineTests
{
    private static readonly (string, int[], float[]) Map = ("x", [1, 3], [-1, 2, 3]), Slopes = ("dzdy", [1, 3], [4, 5, 6]), Gradient = ("dzdx", [1, 3], [2, 5, 6]);

    [Fact]
    public void EveryCaseHasALineAndTheCountsComeLast()
    {
        using ManifestFolder folder = new();
        folder.Add("leaky", "vl_nnrelu", """{ "leak": 0.5 }""", Map, ("y", [1, 3], [-0.5f, 2, 3]), Slopes, Gradient);
        folder.Add("plain", "vl_nnrelu", "{}", Map, ("y", [1, 3], [0, 2, 3]));

        (int code, string[] lines, string errors) = Run(folder.Path);

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(
            ["leaky                                passed  y 0.0e00  dzdx 0.0e00", "plain                                passed  y 0.0e00", "2 cases: 2 passed, 0 failed, 0 not supported yet"], lines);
        Assert.Equal(lines[1..2], Run(folder.Path, "plain").Lines[..1]);
    }

    [Theory]
    [InlineData(2.0001f, "FAILED  y 3.3e-05 (at most 1e-05)")]
    [InlineData(float.NaN, "FAILED  y NaN (at most 1e-05)")]
    [InlineData(2.00001f, "passed  y 3.3e-06")]
    public void AWrongNumberFails(float number, string expected)
    {
        using ManifestFolder folder = new();
        folder.Add("wrong", "vl_nnrelu", "{}", Map, ("y", [1, 3], [0, number, 3]));

        (int code, string[] lines, _) = Run(folder.Path);

        Assert.Equal($"wrong                                {expected}", lines[0]);
        Assert.Equal(expected.StartsWith("FAILED", StringComparison.Ordinal) ? 1 : 0, code);
    }

    [Fact]
    public void WhatIsNotUnderstoodFailsAndTheOtherCasesRun()
    {
        using ManifestFolder folder = new();
        folder.Add("option", "vl_nnrelu", """{ "ceiling": 6 }""", Map, ("y", [1, 3], [0, 2, 3]));
        folder.Add("tensor", "vl_nnrelu", "{}", Map, ("y", [1, 3], [0, 2, 3]), ("z", [1], [0]));
        folder.Add("missing", "vl_nnrelu", "{}", Map);
        folder.Add("operator", "vl_nnfold", "{}", Map);
        folder.Add("mistake", "vl_nnpool", """{ "pool": 2 }""", Map, ("y", [1, 2], [2, 3]));
        folder.Add("shape", "vl_nnrelu", "{}", Map, ("y", [1, 2], [2, 3]));
        folder.Add("right", "vl_nnrelu", "{}", Map, ("y", [1, 3], [0, 2, 3]));

        (int code, string[] lines, _) = Run(folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("without option ceiling", lines[0], StringComparison.Ordinal);
        Assert.Contains("without tensor z", lines[1], StringComparison.Ordinal);
        Assert.Contains("a case of vl_nnrelu with a tensor 'y'", lines[2], StringComparison.Ordinal);
        Assert.Contains("not of 'vl_nnfold'", lines[3], StringComparison.Ordinal);
        Assert.Contains("KILN0301", lines[4], StringComparison.Ordinal);
        Assert.Contains("y has 3 values, but MatConvNet's has 2", lines[5], StringComparison.Ordinal);
        Assert.Contains("passed", lines[6], StringComparison.Ordinal);
        Assert.Equal("7 cases: 1 passed, 6 failed, 0 not supported yet", lines[7]);
    }

    [Theory]
    [InlineData("\"dims\":[1,3]", "\"dims\":[1,4]", "x of tensors of plain should be in a file of 16 bytes, but")]
    [InlineData("\"dims\":[1,3]", "\"dims\":[]", "dims of x of tensors of plain should be 1 to 4 whole numbers of at least 1")]
    [InlineData("plain.x.bin", "plain.z.bin", "x of tensors of plain should be in a file that exists, but")]
    [InlineData("\"op\":\"vl_nnrelu\"", "\"op\":7", "op of plain should be a text")]
    [InlineData("\"options\":{}", "\"options\":[]", "options of plain should be an object")]
    [InlineData("\"cases\":[", "\"cases\":[7,", "item 1 of cases of the manifest should be an object")]
    [InlineData("\"cases\"", "\"case\"", "the manifest should be an object with a member 'cases'")]
    [InlineData("{\"cases\"", "[{\"cases\"", "is not JSON: line 1, byte")]
    public void AMalformedManifestIsOneLine(string old, string by, string expected)
    {
        using ManifestFolder folder = new();
        folder.Add("plain", "vl_nnrelu", "{}", Map);
        folder.Replace(old, by);

        (int code, string[] lines, string errors) = Run(folder.Path);

        Assert.Equal(2, code);
        Assert.Empty(lines);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void AManifestThatIsNotThereIsOneLine()
    {
        using ManifestFolder folder = new();

        Assert.StartsWith($"the manifest '{folder.Path}' cannot be read: ", Run(folder.Path).Errors, StringComparison.Ordinal);
        Assert.StartsWith("usage: ", Run().Errors, StringComparison.Ordinal);
        folder.Add("plain", "vl_nnrelu", "{}", Map);
        Assert.Equal($"{folder.Path} has no case 'other'{Environment.NewLine}", Run(folder.Path, "other").Errors);
        folder.Add("plain", "vl_nnrelu", "{}", Map);
        Assert.Equal((2, $"{folder.Path}: two cases are named 'plain'; every case needs a name of its own{Environment.NewLine}"), (Run(folder.Path).Code, Run(folder.Path).Errors));
    }

    private static (int Code, string[] Lines, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        int code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }
}
