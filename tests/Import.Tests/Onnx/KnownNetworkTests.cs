using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Onnx;

/// <summary>What is exported of a network of the repository is read back as a declaration that, compiled, has the scores of ONNX Runtime on the same file.</summary>
public sealed class KnownNetworkTests
{
    /// <summary>Parameters of networks that are left out unless asked for: a file of theirs and the copies of its numbers take gigabytes.</summary>
    private const int MostParameters = 30_000_000;

    public static TheoryData<string> Known => [.. DeclaredNetworks.Known.Keys];

    public static TheoryData<string> Small => [.. DeclaredNetworks.Small.Keys.Except(NotPutTogether)];

    /// <summary>Networks with layers that are several operators and are not put together again: regions, grids, distances to one pixel, norms over images and in even windows. One that is read goes from here.</summary>
    private static readonly string[] NotPutTogether =
    [
        .. new[] { "GivenPlaces", "DetectorHead", "LocalResponses", "DividedByBatch", "RegionsOfLayers", "RegionsAsNumbers", "SpatialTransformer", "Siamese", "Zooms", "SpatialNorms", "DeepNetwork" }
            .Select(name => $"Kiln.Networks.Tests.Networks.{name}"),
    ];

    public static TheoryData<string> Refused => [.. NotPutTogether];

    [SkippableTheory]
    [MemberData(nameof(Known))]
    public void AKnownNetworkComesBack(string name)
    {
        (byte[] model, NetworkDescription network) = Exported(name, DeclaredNetworks.Known[name]);
        string text = ImportAgreement.Check(model, images: 2);

        // Layers of the class itself have their own names again.
        Assert.All(network.Layers.Where(layer => !layer.Name.Contains('.', StringComparison.Ordinal) && layer.Kind is "conv" or "batchnorm"), layer => Assert.Contains($" {layer.Name} ", text, StringComparison.Ordinal));
    }

    /// <summary>What repeats is found whatever the layers are called, and computes the same.</summary>
    [Theory]
    [InlineData("ResNet18", "Residual", 5)]
    [InlineData("ResNet50", "Bottleneck", 5)]
    [InlineData("MobileNetV2", "InvertedResidual", 5)]
    [InlineData("SqueezeNet11", "Branches", 4)]
    public void WhatRepeatsIsDeclaredOnce(string name, string block, int fewestUses)
    {
        string text = ImportAgreement.Check(Exported($"Kiln.Models.Networks.{name}", DeclaredNetworks.Known[$"Kiln.Models.Networks.{name}"]).Model, images: 2, blocks: true);
        Assert.Contains($"[Block]\npublic sealed partial class Imported{block}\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Split("[Use<Imported").Length - 1, fewestUses, 40);
        Assert.InRange(text.Split('\n').Length, 10, 100);
    }

    [SkippableTheory]
    [MemberData(nameof(Small))]
    public void ASmallNetworkComesBack(string name) => ImportAgreement.Check(Exported(name, DeclaredNetworks.Small[name]).Model, images: 3);

    [SkippableTheory]
    [MemberData(nameof(Refused))]
    public void WhatIsNotPutTogetherIsRefused(string name)
    {
        InterchangeException error = Assert.Throws<InterchangeException>(() => NetworkImport.Read(Exported(name, DeclaredNetworks.Small[name]).Model));
        Assert.NotEmpty(error.Problems);
    }

    /// <summary>A network's file with random weights.</summary>
    private static (byte[] Model, NetworkDescription Network) Exported(string name, string[] files)
    {
        using NetworkBuild build = new(files);
        using ImageNetwork declared = build.Create(name, maxBatch: 1, threads: 1);
        NetworkDescription network = declared.Description;
        Skip.If(
            network.ParameterCount > MostParameters && Environment.GetEnvironmentVariable("KILN_LARGE_IMPORTS") is null,
            $"{name} has {network.ParameterCount:N0} parameters, and the test is run with KILN_LARGE_IMPORTS=1 alone");
        ParameterSet parameters = new(network);
        Weights.Draw(parameters, seed: 5);
        return (OnnxFile.Write(parameters), network);
    }
}
