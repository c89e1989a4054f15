using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Models.FineTuning;
using Kiln.Models.Networks;
using Kiln.Models.Networks.Features;
using Kiln.Models.Tests.Practical;
using Kiln.Numerics;
using Kiln.Pictures;
using SkiaSharp;

namespace Kiln.Models.Tests.FineTuning;

/// <summary>A folder of pictures teaches a network new classes; the features are random here, which is enough to tell colours apart.</summary>
public sealed class FinetuneCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FinetuneCommandTests()
    {
        WeightsFile.Save(Weights, new ParameterSet<SqueezeNet11>(seed: 1), new ImageNormalization(0.5f, 4));
        ColouredPictures.Write(Pictures, each: 8, seed: 1);
    }

    private string Weights => folder.File("squeezenet.kiln");

    private string Pictures => folder.File("pictures");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ClassesOfAFolderAreLearnedAndTold()
    {
        File.WriteAllBytes(Path.Combine(Pictures, "red", "broken.png"), File.ReadAllBytes(Path.Combine(Pictures, "red", "0.png"))[..100]);
        string run = folder.File("run");

        ConsoleRun trained = await Finetune(run, "--epochs", "40", "--rate", "0.01");

        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        Assert.Contains("SqueezeNet11Features: 25 layers loaded from ", trained.Output, StringComparison.Ordinal);
        Assert.Contains("\nnot used: Conv10.Weights 1×1×512×1000\n", trained.Output, StringComparison.Ordinal);
        Assert.Contains($"left out: '{Path.Combine(Pictures, "red", "broken.png")}' is damaged", trained.Output, StringComparison.Ordinal);
        Assert.Contains(": 24 pictures of blue, green, red\n", trained.Output, StringComparison.Ordinal);
        Assert.Contains("features: 512 numbers for each of 24 pictures, computed once and kept in 0.0 MB\n", trained.Output, StringComparison.Ordinal);
        Assert.Contains("epoch 40/40 train objective", trained.Output, StringComparison.Ordinal);
        Assert.Equal(["TunedNetwork.cs", "curves.png", "epoch-0040.kiln", "report.html", "weights.kiln"], Directory.GetFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string page = File.ReadAllText(Path.Combine(run, "report.html"));
        foreach (string part in (string[])["40 of 40 epochs are done", "Confusion matrix", "Fire9.Expand3x3", "Scores", "green"])
            Assert.Contains(part, page, StringComparison.Ordinal);

        Random random = new(5);
        foreach (string name in ColouredPictures.Classes)
        {
            string picture = folder.File($"{name}.png");
            ColouredPictures.Save(picture, name, random);
            ConsoleRun told = await ConsoleRun.Of("classify", picture, "--weights", Path.Combine(run, "weights.kiln"));
            Assert.Equal((0, ""), (told.ExitCode, told.Error));
            string[] lines = told.Output.TrimEnd().Split('\n');
            Assert.Equal(3, lines.Length);
            Assert.StartsWith($"{name} ({Array.IndexOf(ColouredPictures.Classes, name) + 1}), score ", lines[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnInterruptedTrainingGoesOnAsIfItWereNot()
    {
        (string whole, string parts) = (folder.File("whole"), folder.File("parts"));
        await Finetune(whole, "--epochs", "6");
        await Finetune(parts, "--epochs", "3");

        ConsoleRun rest = await Finetune(parts, "--epochs", "6");

        Assert.Contains("continuing after epoch 3 (--fresh begins anew)", rest.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "weights.kiln")), File.ReadAllBytes(Path.Combine(parts, "weights.kiln")));

        // Another set of pictures is another training.
        File.Delete(Path.Combine(Pictures, "red", "3.jpg"));
        ConsoleRun other = await Finetune(parts, "--epochs", "6");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("was trained with training images", other.Error, StringComparison.Ordinal);
        Assert.Contains("--fresh begins anew", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FeaturesThatAreComputedAgainGiveTheSameBits()
    {
        (string kept, string again) = (folder.File("kept"), folder.File("again"));
        await Finetune(kept, "--epochs", "2");

        ConsoleRun slow = await Finetune(again, "--epochs", "2", "--memory", "0");

        Assert.Contains("features: 512 numbers for each of 24 pictures, computed again in every epoch: they do not fit in 0 MB (--memory)\n", slow.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(Path.Combine(kept, "weights.kiln")), File.ReadAllBytes(Path.Combine(again, "weights.kiln")));
    }

    /// <summary>The file that another program compiles loads the weights and says the same.</summary>
    [Fact]
    public async Task TheNetworkIsWrittenAsCSharp()
    {
        string run = folder.File("run");
        await Finetune(run, "--epochs", "2", "--validation", Pictures);

        NamedNetwork network = RunTimeCompiler.Compile(File.ReadAllText(Path.Combine(run, "TunedNetwork.cs")), "Tuned.TunedNetwork");

        ParameterSet parameters = network.CreateParameters();
        CheckpointInfo info = WeightsFile.Load(Path.Combine(run, "weights.kiln"), parameters);
        Assert.Equal(string.Join('\n', ColouredPictures.Classes), info.Classes);
        float[] input = PictureDecoder.Read(Path.Combine(Pictures, "green", "0.png")).ToInput(network.Description.InputShape);
        using ImageNetwork reader = network.Create(parameters, maxBatch: 1, threads: 1);
        float[] scores = reader.Forward(input).ToArray();
        Probabilities.Of(scores, scores.Length, scores);
        ConsoleRun told = await ConsoleRun.Of("classify", Path.Combine(Pictures, "green", "0.png"), "--weights", Path.Combine(run, "weights.kiln"));
        foreach ((int k, string name) in ColouredPictures.Classes.Index())
            Assert.Contains(FormattableString.Invariant($"{name} ({k + 1}), score {scores[k]:F3}\n"), told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeLearnedIsRefusedInALine()
    {
        Directory.CreateDirectory(folder.File("one/red"));
        ColouredPictures.Save(folder.File("one/red/1.png"), "red", new Random(1));
        ConsoleRun one = await ConsoleRun.Of("finetune", folder.File("one"), "--weights", Weights, "--out", folder.File("run"));
        Assert.Equal(1, one.ExitCode);
        Assert.Contains("has the one sub-folder red, but classes are told apart where there are two or more", one.Error, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(Pictures, "white"));
        ConsoleRun empty = await Finetune(folder.File("run"));
        Assert.Contains($"'{Path.Combine(Pictures, "white")}' has no picture that can be read", empty.Error, StringComparison.Ordinal);

        WeightsFile.Save(folder.File("unsaid.kiln"), new ParameterSet<SqueezeNet11>(seed: 1));
        ConsoleRun unsaid = await ConsoleRun.Of("finetune", Pictures, "--weights", folder.File("unsaid.kiln"), "--out", folder.File("run"));
        Assert.Contains("does not say how images are prepared", unsaid.Error, StringComparison.Ordinal);
        Assert.All([one, empty, unsaid], run => Assert.Equal(1, run.Error.Count(character => character == '\n')));
    }

    /// <summary>What a file of SqueezeNet has fits the features, layer by layer.</summary>
    [Fact]
    public void FeaturesAreThoseOfTheClassifiers()
    {
        foreach ((NamedNetwork features, NamedNetwork classifier) in FeatureNetwork.Known)
        {
            string[] own = [.. features.Description.Layers.Where(layer => layer.Name is not nameof(SqueezeNet10Features.Centred)).SkipLast(1).Select(Told)];
            Assert.Equal(classifier.Description.Layers.TakeWhile(layer => layer.Kind != "dropout").Select(Told), own);
        }

        static string Told(LayerDescription layer) =>
            $"{layer.Name} {layer.Kind} {layer.OutputShape} {layer.Window} {layer.Filters} of {string.Join(' ', layer.Inputs.Select(input => input == nameof(SqueezeNet10Features.Centred) ? "Image" : input))}";
    }

    /// <summary>With weights that were trained on photographs, parts of two photographs are told apart that were not learned from; and the page quotes what is printed.</summary>
    [SkippableFact]
    public async Task PartsOfTwoPhotographsAreToldApart()
    {
        string model = SharedFiles.Require("data", "squeezenet", "imagenet-squeezenet-dag.mat");
        string[] photographs = [SharedFiles.Require("data", "photos", "chelsea.png"), SharedFiles.Require("data", "photos", "coffee.png")];
        Random random = new(1);
        foreach (string photograph in photographs)
        {
            string name = Path.GetFileNameWithoutExtension(photograph);
            Directory.CreateDirectory(folder.File($"photos/{name}"));
            using SKBitmap whole = SKBitmap.Decode(photograph);
            for (int i = 0; i < 20; i++)
            {
                using SKBitmap part = new();
                int side = random.Next(120, 250);
                Assert.True(whole.ExtractSubset(part, SKRectI.Create(random.Next(whole.Width - side), random.Next(whole.Height - side), side, side)));
                using SKData data = part.Encode(SKEncodedImageFormat.Jpeg, 90);
                File.WriteAllBytes(folder.File($"photos/{name}/{i}.jpg"), data.ToArray());
            }
        }

        ConsoleRun trained = await ConsoleRun.Of("finetune", folder.File("photos"), "--weights", model, "--epochs", "10", "--out", folder.File("runs/photos"));

        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "finetuning.md")).ReplaceLineEndings("\n");
        string[] quoted = page.Split("$ kiln finetune photos --weights imagenet-squeezenet-dag.mat --out runs/photos\n")[1].Split("\n```")[0].Split('\n');
        string printed = trained.Output.Replace(folder.Path + "/", "", StringComparison.Ordinal).Replace(model, "imagenet-squeezenet-dag.mat", StringComparison.Ordinal);
        Assert.Equal(8, quoted.Length);
        Assert.All(quoted.Where(line => line != "…"), line => Assert.Contains($"{line}\n", printed, StringComparison.Ordinal));
        Assert.Equal(0, CheckpointFile.Read(CheckpointFile.PathOf(folder.File("runs/photos"), 10)).History[^1].Validation!.Value.Top1Error);
        foreach (string photograph in photographs)
        {
            ConsoleRun told = await ConsoleRun.Of("classify", photograph, "--weights", folder.File("runs/photos/weights.kiln"));
            Assert.StartsWith(Path.GetFileNameWithoutExtension(photograph), told.Output, StringComparison.Ordinal);
        }
    }

    private Task<ConsoleRun> Finetune(string run, params string[] options) => ConsoleRun.Of(["finetune", Pictures, "--weights", Weights, "--out", run, .. options]);
}
