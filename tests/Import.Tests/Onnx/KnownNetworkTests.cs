using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Onnx;

/// <summary>What is exported of a network of the repository is read back as a declaration that, compiled, has the scores of ONNX Runtime on the same file.</summary>
public sealed class KnownNetworkTests
{
    public static TheoryData<string> Known => [.. DeclaredNetworks.Known.Keys];

    [SkippableTheory]
    [MemberData(nameof(Known))]
    public void AKnownNetworkComesBack(string name)
    {
        (byte[] model, NetworkDescription network) = ExportedNetwork.Of(name, DeclaredNetworks.Known[name]);
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
        string text = ImportAgreement.Check(ExportedNetwork.Of($"Kiln.Models.Networks.{name}", DeclaredNetworks.Known[$"Kiln.Models.Networks.{name}"]).Model, images: 2, blocks: true);
        Assert.Contains($"[Block]\npublic sealed partial class Imported{block}\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Split("[Use<Imported").Length - 1, fewestUses, 40);
        Assert.InRange(text.Split('\n').Length, 10, 100);
    }
}
