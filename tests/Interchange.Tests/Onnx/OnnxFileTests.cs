using Kiln.Data;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.Onnx.Operators;
using Kiln.Networks.Tests.Networks;

namespace Kiln.Interchange.Tests.Onnx;

/// <summary>What stands in a written model, and what is said where none can be written.</summary>
public sealed class OnnxFileTests
{
    [Fact]
    public void InputsAndOutputsHaveTheLayersNamesAndAnyNumberOfImages()
    {
        using OnnxRun scores = new(OnnxFile.Write(new ParameterSet<SeveralScores>()));
        Assert.Equal(["Image"], scores.Inputs);
        Assert.Equal("N×3×6×6", scores.Extents("Image"));
        Assert.Equal(["Pixels", "Drop", "Scores"], scores.Outputs);
        Assert.Equal(["N×4×4×4", "N×4", "N×3"], scores.Outputs.Select(scores.Extents));

        using OnnxRun pixel = new(OnnxFile.Write(new ParameterSet<OnePixel>(), new OnnxOptions { Batch = 5 }));
        Assert.Equal(["Numbers", "Image"], pixel.Inputs);
        Assert.Equal(["5×6", "5×2×5×5"], pixel.Inputs.Select(pixel.Extents));
    }

    [Fact]
    public void NodesAndInitializersAreNamedAfterLayersAndArrays()
    {
        ParameterSet<SeveralScores> parameters = new();
        WrittenModel model = new(OnnxFile.Write(parameters));

        Assert.Equal(("Kiln", "0.1.0"), (model.Producer, model.ProducerVersion));
        HashSet<string> layers = [.. parameters.Network.Layers.Select(layer => layer.Name)];
        Assert.All(model.Nodes, node => Assert.Contains(node.Name.Split('.')[0], layers));
        Assert.All(model.Nodes, node => Assert.Equal([node.Name], node.Outputs));
        Assert.Equal(model.Nodes.Count, model.Nodes.Select(node => node.Name).Distinct().Count());

        // One filter bank of two layers, once; the normalisation that only training has, not at all.
        Assert.Equal(
            [("Covers.Weights", "4×3×3×3"), ("Covers.Biases", "4"), ("Scores.Weights", "3×16"), ("Scores.Biases", "3")],
            model.Initializers.Where(initializer => !initializer.Name.EndsWith(".Axes", StringComparison.Ordinal)));
        Assert.DoesNotContain(model.Nodes, node => node.Operation == "BatchNormalization");
        Assert.Equal(2, model.Nodes.Count(node => node.Operation == "Conv"));
    }

    [Fact]
    public void LayersOfBlocksHaveTheirPaths()
    {
        WrittenModel model = new(OnnxFile.Write(new ParameterSet<SharedBlocks>()));
        string[] arrays = [.. new ParameterSet<SharedBlocks>().Network.Parameters.Select(array => array.Name)];
        Assert.Contains(arrays, array => array.StartsWith("A[1].", StringComparison.Ordinal));
        Assert.Equal(arrays.Order(), model.Initializers.Select(initializer => initializer.Name).Where(name => !name.EndsWith(".Axes", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void TheModelTellsHowImagesArePrepared()
    {
        using OnnxRun run = new(OnnxFile.Write(new ParameterSet<SeveralScores>(), new OnnxOptions { Normalization = new ImageNormalization(0.25f, 256), Classes = "aäb" }));
        Dictionary<string, string> pairs = run.Metadata.CustomMetadataMap;
        Assert.Equal(typeof(SeveralScores).FullName, pairs["network"]);
        Assert.Equal(("0.25", "256", "aäb"), (pairs["normalization.mean"], pairs["normalization.scale"], pairs["classes"]));
        Assert.Equal("Kiln", run.Metadata.ProducerName);
    }

    [Fact]
    public void AFileIsTheSameBytes()
    {
        using TemporaryFolder folder = new();
        ParameterSet<SeveralScores> parameters = new(seed: 1);
        File.WriteAllText(folder["net.onnx"], "another file");
        OnnxFile.Save(folder["net.onnx"], parameters);
        Assert.Equal(OnnxFile.Write(parameters), File.ReadAllBytes(folder["net.onnx"]));
        Assert.Single(Directory.GetFiles(folder.Path));
        Assert.ThrowsAny<IOException>(() => OnnxFile.Save(folder["nowhere/net.onnx"], parameters));
    }

    [Fact]
    public void WhatCannotBeSaidIsOneErrorThatListsIt()
    {
        NetworkDescription network = new ParameterSet<OddFunctions>().Network;
        LayerDescription[] layers =
        [
            .. network.Layers.Select(layer => layer.Name switch
            {
                "Gelu1" => layer with { Kind = "fourier" },
                "Selu1" => layer with { Formula = "x + erf(x)" },
                "Roots1" => layer with { Formula = "x1 + x3" },
                "Same1" => layer with { Formula = null },
                _ => layer,
            }),
        ];
        using TemporaryFolder folder = new();
        ParameterSet parameters = new(network with { Layers = layers });
        InterchangeException error = Assert.Throws<InterchangeException>(() => OnnxFile.Save(folder["net.onnx"], parameters));
        Assert.Equal(
            [
                "Gelu1 (fourier): this version writes no layer of that kind",
                "Selu1 (function): its formula 'x + erf(x)' cannot be read: a number, variable or function was expected at character 8",
                "Roots1 (function): its formula 'x1 + x3' has more variables than it reads layers",
                "Same1 (function): the description has no formula of it",
            ],
            error.Problems);
        Assert.Equal($"{typeof(OddFunctions).FullName}: has layers that ONNX cannot express: {string.Join("; ", error.Problems)}", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void OptionsAreChecked()
    {
        ParameterSet<SeveralScores> parameters = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => OnnxFile.Write(parameters, new OnnxOptions { Batch = 0 }));
        ArgumentException other = Assert.Throws<ArgumentException>(() => OnnxFile.Write(parameters, new OnnxOptions { Network = new ParameterSet<OnePixel>().Network }));
        Assert.Contains("[InferenceOf]", other.Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever adds a kind of layers is told here; each kind is also in a network whose scores are compared.</summary>
    [Fact]
    public void EveryKindBecomesOperators()
    {
        string[] kinds =
        [
            .. typeof(LayerAttribute).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract && !type.IsGenericType)
                .Select(type => type.Name[..^nameof(Attribute).Length].ToLowerInvariant())
                .Where(kind => !kind.EndsWith("loss", StringComparison.Ordinal) && !kind.EndsWith("error", StringComparison.Ordinal))
                .Except(OnnxOperators.WithoutNode)
                .Order(),
        ];
        Assert.Equal(kinds, OnnxOperators.Kinds.Order());

        HashSet<string> compared = [.. OnnxAgreementTests.Descriptions.SelectMany(network => network.Layers).Select(layer => layer.Kind)];
        Assert.Empty(kinds.Except(compared));
    }
}
