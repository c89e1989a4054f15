using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;
using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests.Specification;

/// <summary>Small examples whose results MatConvNet's code gave; they stand here as numbers, so that they are checked wherever the tests run.</summary>
public sealed class SpecificationTests(SpecificationTests.Compiled compiled) : IClassFixture<SpecificationTests.Compiled>
{
    private static readonly Action<ManifestFolder>[] Families = [ConvolutionExamples.Add, PoolExamples.Add, NormExamples.Add, LossExamples.Add, SamplingExamples.Add];

    /// <summary>The examples by name.</summary>
    public static TheoryData<string> Examples
    {
        get
        {
            using ManifestFolder folder = Write();
            TheoryData<string> names = [];
            foreach (GoldenCase one in Manifest.Read(folder.Path).Cases)
                names.Add(one.Name);

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Agrees(string name)
    {
        CaseReport report = compiled.Run.Run(name, GoldenRun.Widths);
        Assert.True(report.Outcome == Outcome.Passed, report.ToString());
        Assert.NotEmpty(report.Errors);
    }

    private static ManifestFolder Write()
    {
        ManifestFolder folder = new();
        foreach (Action<ManifestFolder> add in Families)
            add(folder);

        return folder;
    }

    /// <summary>The examples' networks, compiled once.</summary>
    public sealed class Compiled : IDisposable
    {
        private readonly ManifestFolder folder = Write();

        /// <summary>Compiles them.</summary>
        public Compiled() => Run = new GoldenRun(Manifest.Read(folder.Path));

        internal GoldenRun Run { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            Run.Dispose();
            folder.Dispose();
        }
    }
}
