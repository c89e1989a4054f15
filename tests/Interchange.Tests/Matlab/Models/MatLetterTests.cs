using Kiln.Interchange.Matlab;
using Kiln.Models.Letters;
using Kiln.Models.Tests;

namespace Kiln.Interchange.Tests.Matlab.Models;

/// <summary>The practical's charsdb.mat becomes letters to train on, and its networks read.</summary>
public sealed class MatLetterTests
{
    private const int Fonts = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LettersAreReadAsThePracticalPacksThem(bool bytes)
    {
        using TemporaryFolder folder = new();
        Letters(bytes).Write(folder["charsdb.mat"]);

        LetterSet set = MatLetters.Read(folder["charsdb.mat"]);

        Assert.Equal([("f1", false), ("f2", false), ("f3", false), ("f4", true)], set.Fonts.Select(font => (font.Name, font.Validation)));
        for (int font = 0; font < Fonts; font++)
            for (int letter = 0; letter < 26; letter++)
                for (int pixel = 0; pixel < 1024; pixel++)
                    Assert.Equal(Pixel(font, letter, pixel / 32, pixel % 32), set.Image(font, letter)[pixel]);
    }

    [Fact]
    public async Task TheCommandsTakeThem()
    {
        using TemporaryFolder folder = new();
        Letters(bytes: false).Write(folder["charsdb.mat"]);

        ConsoleRun made = await ConsoleRun.Of("letters", folder["charsdb.mat"], "--out", folder["my.letters"]);
        ConsoleRun trained = await ConsoleRun.Of("train", "CharacterCnn", "--letters", folder["charsdb.mat"], "--epochs", "1", "--out", folder["run"]);

        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.Contains("104 letters of 4 fonts (3 train, 1 validate), 0 dropped", made.Output, StringComparison.Ordinal);
        Assert.True(MatLetters.Read(folder["charsdb.mat"]).Pixels.SequenceEqual(LetterFile.Read(folder["my.letters"]).Pixels));
        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        Assert.True(File.Exists(folder["run/weights.kiln"]));
    }

    [Theory]
    [InlineData("label", "images.label does not name each of 26 letters equally often")]
    [InlineData("set", "are not all in one of images.set")]
    [InlineData("data", "has a pixel of 7")]
    [InlineData("missing", "there is no field 'data'")]
    public async Task WhatIsNoSetOfLettersIsRefusedInOneLine(string damage, string message)
    {
        using TemporaryFolder folder = new();
        MatFile file = Letters(bytes: false);
        MatStruct images = (MatStruct)file["images"];
        float[] data = ((MatArray)images["data"]).To<float>();
        double[] labels = ((MatArray)images["label"]).To<double>(), sets = ((MatArray)images["set"]).To<double>();
        _ = damage switch { "label" => labels[5] = 27, "set" => sets[5] = 3 - sets[5], "data" => data[7] = 7, _ => 0 };
        List<(string, MatValue)> fields = [("label", MatArray.Row(labels)), ("set", MatArray.Row(sets))];
        if (damage != "missing")
            fields.Add(("data", new MatArray<float>(images["data"].Dimensions, data)));
        file["images"] = new MatStruct(fields);
        file.Write(folder["charsdb.mat"]);

        ConsoleRun run = await ConsoleRun.Of("letters", folder["charsdb.mat"], "--out", folder["my.letters"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    /// <summary>The shipped weights as MatConvNet would keep them, with the mean beside the layers: they read the same.</summary>
    [Fact]
    public async Task ACharacterNetworkOfMatConvNetReadsALine()
    {
        using TemporaryFolder folder = new();
        ParameterSet<Kiln.Models.Networks.CharacterCnn> parameters = new();
        float mean = Checkpoints.WeightsFile.Load(Kiln.Models.ShippedData.CharacterWeights, parameters).Normalization!.Mean;
        MatValue Filters(string layer) => new MatCell(
            ColumnMajor.FromRowMajor(parameters[$"{layer}.Weights"].Description.Dimensions, parameters[$"{layer}.Weights"].Values),
            new MatArray<float>([1, parameters[$"{layer}.Biases"].Values.Length], parameters[$"{layer}.Biases"].Values.ToArray()));
        MatStruct Layer(string name, string type, MatValue? weights = null) => new(("type", new MatText(type)), ("name", new MatText(name)), ("weights", weights ?? new MatCell([0, 0], [])));
        new MatFile
        {
            ["layers"] = new MatCell(
                Layer("layer1", "conv", Filters("Conv1")), Layer("layer2", "pool"), Layer("layer3", "conv", Filters("Conv2")), Layer("layer4", "pool"),
                Layer("layer5", "conv", Filters("Conv3")), Layer("layer6", "relu"), Layer("layer7", "conv", Filters("Scores"))),
            ["imageMean"] = MatArray.Of(mean),
        }.Write(folder["charscnn-jit.mat"]);

        ConsoleRun ours = await ConsoleRun.Of("read", "data/sentence.png", "--weights", "data/characters.kiln", "--out", folder["a.png"]);
        ConsoleRun theirs = await ConsoleRun.Of("read", "data/sentence.png", "--weights", folder["charscnn-jit.mat"], "--out", folder["b.png"]);

        Assert.Equal((0, ""), (theirs.ExitCode, theirs.Error));
        Assert.Equal(ours.Output.Split('\n')[1..3], theirs.Output.Split('\n')[1..3]);
    }

    [Fact]
    public async Task AStrangersNetworkIsRefusedInOneLine()
    {
        using TemporaryFolder folder = new();
        Made.Chain().Write(folder["net.mat"]);

        ConsoleRun run = await ConsoleRun.Of("classify", "data/sentence.png", "--network", "CharacterCnn", "--weights", folder["net.mat"]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"kiln: '{folder["net.mat"]}' does not fit CharacterCnn: nothing was found for Conv1", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static byte Pixel(int font, int letter, int y, int x) => (byte)((font * 50) + letter + (y * 3) + x);

    /// <summary>Letter by letter, all fonts of each, as packFonts.m leaves them.</summary>
    private static MatFile Letters(bool bytes)
    {
        byte[] data = [.. from letter in Enumerable.Range(0, 26) from font in Enumerable.Range(0, Fonts) from x in Enumerable.Range(0, 32) from y in Enumerable.Range(0, 32) select Pixel(font, letter, y, x)];
        int[] extents = [32, 32, 26 * Fonts];
        int[] images = [.. Enumerable.Range(0, 26 * Fonts)];
        return new MatFile
        {
            ["images"] = new MatStruct(
                ("id", MatArray.Row([.. images.Select(image => image + 1.0)])),
                ("data", bytes ? new MatArray<byte>(extents, data) : new MatArray<float>(extents, [.. data.Select(value => value / 255f)])),
                ("label", MatArray.Row([.. images.Select(image => (image / Fonts) + 1.0)])),
                ("set", MatArray.Row([.. images.Select(image => image % Fonts == Fonts - 1 ? 2.0 : 1)]))),
            ["meta"] = new MatStruct(
                ("classes", new MatText("abcdefghijklmnopqrstuvwxyz")), ("sets", MatCell.Of("train", "val")), ("fonts", MatCell.Of("f1", "f2", "f3", "f4"))),
        };
    }
}
