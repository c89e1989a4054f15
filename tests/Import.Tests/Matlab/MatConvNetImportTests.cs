using Kiln.Checkpoints;
using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Matlab;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Matlab;

/// <summary>A model of MatConvNet, declared and compiled, has the scores of the network that was declared by hand.</summary>
public sealed class MatConvNetImportTests
{
    private const string Net =
        """
        [Network]
        public sealed partial class Net
        {
            [Input(9, 8, 3)]                        public partial Layer          Image   { get; }
            [Conv(3, 3, 4, Pad = 1, Bias = false)]  public partial ConvLayer      Conv1   { get; }
            [BatchNorm(Epsilon = 1e-4)]             public partial BatchNormLayer Norm1   { get; }
            [Relu(Leak = 0.1)]                      public partial Layer          Relu1   { get; }
            [MaxPool(3, Stride = 2, PadBottom = 1)] public partial Layer          Pool1   { get; }
            [Conv(3, 3, 4, Pad = 1, Groups = 2)]    public partial ConvLayer      Conv2   { get; }
            [Add(nameof(Pool1), nameof(Conv2))]     public partial Layer          Sum     { get; }
            [ConvTranspose(2, 2, 3, Stride = 2)]    public partial ConvLayer      Up      { get; }
            [Scale]                                 public partial ScaleLayer     Scaled  { get; }
            [Lrn(3)]                                public partial Layer          Local   { get; }
            [AvgPool(2)]                            public partial Layer          Means   { get; }
            [Sigmoid]                               public partial Layer          Sigmoid1 { get; }
            [Concat(nameof(Means), nameof(Sigmoid1))] public partial Layer        Both    { get; }
            [Dropout(0.5)]                          public partial Layer          Drop    { get; }
            [Dense(5)]                              public partial ConvLayer      Scores  { get; }
        }
        """;

    [Fact]
    public void AGraphComesBack()
    {
        using TemporaryFolder folder = new();
        using NetworkBuild build = new(Net);
        using ImageNetwork network = build.Create("Net", maxBatch: 2, threads: 1);
        Weights.Draw(network.Parameters, seed: 3);
        MatConvNetModel.Write(folder["net.mat"], network.Parameters, new MatConvNetImages(9, 8, 3, [127.5f], "bicubic", true, 0, 0), ["cat", "dog", "cow", "owl", "bee"]);

        ImportedNetwork imported = Agrees(folder, network, "net.mat");
        Assert.Equal(["cat", "dog", "cow", "owl", "bee"], imported.Classes);
        Assert.Equal((0.5f, 255f), (imported.Normalization!.Mean, imported.Normalization.Scale));
    }

    [Fact]
    public void AChainIsDeclared()
    {
        using TemporaryFolder folder = new();
        float[] filters = Weights.Numbers(3 * 3 * 2 * 4, seed: 1);
        MatStruct Layer(params (string, MatValue)[] fields) => new(fields);
        new MatFile
        {
            ["layers"] = new MatCell(
                Layer(("type", new MatText("conv")), ("weights", new MatCell(new MatArray<float>([3, 3, 2, 4], filters), new MatArray<float>([1, 4], [1, 2, 3, 4]))), ("pad", MatArray.Of(1)), ("stride", MatArray.Of(1))),
                Layer(("type", new MatText("pool")), ("method", new MatText("max")), ("pool", MatArray.Row(2, 2)), ("stride", MatArray.Of(2)), ("pad", MatArray.Of(0))),
                Layer(("type", new MatText("relu"))),
                Layer(("type", new MatText("softmaxloss")))),
        }.Write(folder["net.mat"]);

        Assert.Contains("say rows, columns and channels", Assert.Throws<InterchangeException>(() => NetworkImport.Read(folder["net.mat"])).Message, StringComparison.Ordinal);
        ImportedNetwork imported = NetworkImport.Read(folder["net.mat"], new ImportOptions { Input = new Shape(6, 6, 2) });
        Assert.Equal(["input", "conv", "maxpool", "relu"], imported.Description.Layers.Select(layer => layer.Kind));
        float[] ours = imported.Weights["Conv1.Weights"].Values.ToArray();
        Assert.Equal(filters[1 + (2 * 3) + (1 * 9) + (3 * 18)], ours[(((((1 * 3) + 2) * 2) + 1) * 4) + 3]);
    }

    [Fact]
    public void WhatThereIsNoLayerForIsListed()
    {
        using TemporaryFolder folder = new();
        new MatFile { ["layers"] = new MatCell(new MatStruct(("type", new MatText("spnorm")), ("name", new MatText("a"))), new MatStruct(("type", new MatText("custom")), ("name", new MatText("b")))) }.Write(folder["net.mat"]);
        InterchangeException error = Assert.Throws<InterchangeException>(() => NetworkImport.Read(folder["net.mat"], new ImportOptions { Input = new Shape(6, 6, 2) }));
        Assert.Equal(["a (spnorm): there is no layer for it, or not with those options", "b (custom): there is no layer for it, or not with those options"], error.Problems);
    }

    /// <summary>A network that its authors trained, where it is at hand.</summary>
    [SkippableFact]
    public void SqueezeNetAgrees()
    {
        string file = Path.Combine(Repository.Shared, "data", "squeezenet", "imagenet-squeezenet-dag.mat");
        Skip.IfNot(File.Exists(file), $"there is no {file}");
        const string Name = "Kiln.Models.Networks.SqueezeNet10";
        using TemporaryFolder folder = new();
        using NetworkBuild build = new(DeclaredNetworks.Known[Name]);
        using ImageNetwork network = build.Create(Name, maxBatch: 2, threads: 2);
        MatConvNetModel.Load(file, network.Parameters);

        // The model ends in probabilities.
        ImportedNetwork imported = NetworkImport.Read(file);
        Assert.Equal("softmax", imported.Description.Layers[^1].Kind);
        Assert.Equal(1000, imported.Classes.Count);
        float[] probabilities = Scores(folder, imported, network.Description.InputShape), scores = network.Forward(Weights.Numbers(2 * network.Description.InputShape.Count, seed: 7)).ToArray();
        double sum = scores[..1000].Sum(score => Math.Exp(score - scores[..1000].Max()));
        Assert.All(Enumerable.Range(0, 1000), index => Assert.Equal(Math.Exp(scores[index] - scores[..1000].Max()) / sum, probabilities[index], 1e-5));
    }

    private static ImportedNetwork Agrees(TemporaryFolder folder, ImageNetwork network, string file)
    {
        ImportedNetwork imported = NetworkImport.Read(folder[file]);
        Shape shape = network.Description.InputShape;
        float[] expected = network.Forward(Weights.Numbers(2 * shape.Count, seed: 7)).ToArray(), ours = Scores(folder, imported, shape);
        float largest = expected.Max(Math.Abs);
        Assert.True(expected.Length == ours.Length && expected.Zip(ours, (a, b) => Math.Abs(a - b)).Max() <= 1e-4f * largest);
        return imported;
    }

    private static float[] Scores(TemporaryFolder folder, ImportedNetwork imported, Shape shape)
    {
        DeclaredNetwork declared = imported.Declare(new DeclarationOptions { Class = "Imported" });
        declared.SaveWeights(folder["net.kiln"]);
        using NetworkBuild build = NetworkBuild.Analyzed(declared.Text);
        using ImageNetwork network = build.Create("Imported", maxBatch: 2, threads: 1);
        WeightsFile.Load(folder["net.kiln"], network.Parameters);
        return network.Forward(Weights.Numbers(2 * shape.Count, seed: 7)).ToArray();
    }
}
