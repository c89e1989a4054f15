using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiln.Generator.Tests.Incrementality;

/// <summary>What is edited decides what is computed again.</summary>
public class CachingTests
{
    private static readonly (string Path, string Text) Net = ("Net.cs", Nets.CharacterCnn);
    private static readonly (string Path, string Text) Other = ("Other.cs", "class Other { }");

    [Fact]
    public void AnEditInAnotherFileCompilesNothing()
    {
        GeneratorRunResult result = RunTwice("Other.cs", text => text + " class Another { }");
        AssertReasons(result, TrackingNames.Parsed, IncrementalStepRunReason.Unchanged);
        AssertReasons(result, TrackingNames.Compiled, IncrementalStepRunReason.Cached);
        AssertOutputs(result, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void ACommentAboveTheNetworkCompilesNothing()
    {
        GeneratorRunResult result = RunTwice("Net.cs", text => text.Replace("[Network]", "// a comment\n[Network]", StringComparison.Ordinal));
        AssertReasons(result, TrackingNames.Parsed, IncrementalStepRunReason.Unchanged);
        AssertReasons(result, TrackingNames.Compiled, IncrementalStepRunReason.Cached);
        AssertOutputs(result, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void AFilterCountCompilesTheNetworkAndItsReaders()
    {
        GeneratorRunResult result = RunTwice("Net.cs", text => text.Replace("[Conv(5, 5, 20)]", "[Conv(5, 5, 21)]", StringComparison.Ordinal));
        AssertReasons(result, TrackingNames.Parsed, IncrementalStepRunReason.Modified);
        Assert.DoesNotContain(Reasons(result, TrackingNames.Compiled), reason => reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void OneOfSeveralNetworksIsCompiledAlone()
    {
        GeneratorRunResult result = RunTwice("Net.cs", text => text.Replace("Width = 576", "Width = 640", StringComparison.Ordinal));
        Assert.Single(Reasons(result, TrackingNames.Parsed), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Single(Reasons(result, TrackingNames.Compiled), reason => reason != IncrementalStepRunReason.Cached);
    }

    private static GeneratorRunResult RunTwice(string path, Func<string, string> edit)
    {
        CSharpCompilation before = GeneratorRunner.Compilation(Net, Other);
        SyntaxTree tree = before.SyntaxTrees.Single(candidate => candidate.FilePath == path);
        CSharpCompilation after = before.ReplaceSyntaxTree(tree, GeneratorRunner.Parse(path, edit(tree.ToString())));
        return GeneratorRunner.Driver().RunGenerators(before).RunGenerators(after).GetRunResult().Results.Single();
    }

    private static void AssertReasons(GeneratorRunResult result, string step, IncrementalStepRunReason expected)
    {
        IncrementalStepRunReason[] reasons = Reasons(result, step);
        Assert.Equal(3, reasons.Length);
        Assert.All(reasons, reason => Assert.Equal(expected, reason));
    }

    private static void AssertOutputs(GeneratorRunResult result, IncrementalStepRunReason expected) =>
        Assert.All(result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs), output => Assert.Equal(expected, output.Reason));

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
