using Kiln.Models.Letters;

namespace Kiln.Models.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "Required command")]
    [InlineData("chekc CharacterCnn", "'chekc' is not a command")]
    [InlineData("train", "Required argument 'NETWORK' missing")]
    [InlineData("train Nothing", "there is no network 'Nothing'; there is CharacterCnn")]
    [InlineData("inspect Nothing", "there is no network 'Nothing'; there is CharacterCnn")]
    [InlineData("inspect CharacterCnn --plan --target gpu", "--plan is of kernels for processors; leave --target out")]
    [InlineData("check Nothing", "there is no network 'Nothing'; there is CharacterCnn")]
    [InlineData("train --bogus", "'--bogus' is not an option here")]
    [InlineData("train CharacterCnn --bogus", "'--bogus' is not a command, argument or option here")]
    [InlineData("train CharacterCnn extra", "'extra' is not a command, argument or option here")]
    [InlineData("train CharacterCnn --epochs", "--epochs")]
    [InlineData("train CharacterCnn --epochs many", "'many' is not a value for --epochs: a whole number from 0 on is expected")]
    [InlineData("train CharacterCnn --batch 0", "'0' is not a value for --batch: a whole number from 1 on is expected")]
    [InlineData("train CharacterCnn --threads -2", "'-2' is not a value for --threads")]
    [InlineData("train CharacterCnn --watch-port 70000", "70000 is not a value for --watch-port: ports go up to 65535")]
    [InlineData("train CharacterCnn --rate fast", "'fast' is not a value for --rate: a number from 0 on is expected")]
    [InlineData("train CharacterCnn --letters nowhere.letters", "letters file 'nowhere.letters' cannot be read")]
    [InlineData("train LineCnn --jitter", "LineCnn is trained on whole lines, where no letter stands alone; leave --jitter out")]
    [InlineData("read data/sentence.png --weights data/letters/fonts.tsv", "fonts.tsv")]
    [InlineData("draw", "Required argument 'TEXT' missing")]
    [InlineData("draw hé --font data/lato/OFL.txt", "is no font that can be read; give a .ttf, .otf or .woff file")]
    [InlineData("draw 字", "has no '字'; leave it out or take another font")]
    [InlineData("evaluate --weights nowhere.kiln", "there is no file 'nowhere.kiln'")]
    [InlineData("read nowhere.png", "there is no file 'nowhere.png'")]
    [InlineData("read data/sentence.png --weights nowhere.kiln", "there is no file 'nowhere.kiln'")]
    [InlineData("read data/sentence.png --weights data/sentence.png", "sentence.png")]
    [InlineData("read data/lato/OFL.txt --weights data/sentence.png", "is not a picture that can be read")]
    [InlineData("classify", "Option '--weights' is required")]
    [InlineData("classify nowhere.png --weights w.kiln", "there is no file 'nowhere.png'")]
    [InlineData("classify data/sentence.png --weights data/characters.kiln", "only weights that 'finetune' made say whose they are; add --network")]
    [InlineData("finetune data", "Option '--weights' is required")]
    [InlineData("finetune data --weights nowhere.kiln", "there is no file 'nowhere.kiln'")]
    [InlineData("finetune data --weights data/characters.kiln", "has not the layers of a network that can be fine-tuned: of SqueezeNet10Features it has nothing")]
    [InlineData("classify nowhere.png --network Vgg16 --weights w.mat", "there is no file 'nowhere.png'")]
    [InlineData("classify data/sentence.png --network Vgg17 --weights w.mat", "there is no network 'Vgg17'")]
    [InlineData("classify data/sentence.png --network LeNet --weights w.mat", "there is no file 'w.mat'")]
    [InlineData("letters nowhere --out x.letters", "there is no folder 'nowhere'")]
    [InlineData("letters nowhere", "Option '--out' is required")]
    [InlineData("letters nowhere --out x --validation 1", "a number from 0 to below 1 is expected")]
    public async Task AnErrorIsOneLineAndExitCode1(string line, string message)
    {
        ConsoleRun run = await ConsoleRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("kiln: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - Environment.NewLine.Length, run.Error.IndexOf(Environment.NewLine, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "kiln [command] [options]")]
    [InlineData("train --help", "--jitter")]
    [InlineData("read --help", "--weights <FILE>")]
    [InlineData("inspect --help", "CharacterCnn")]
    [InlineData("check --help", "--seed")]
    [InlineData("classify --help", "--weights <FILE>")]
    [InlineData("letters --help", "--validation")]
    [InlineData("--version", ".")]
    public async Task EveryCommandHasHelp(string line, string text)
    {
        ConsoleRun run = await ConsoleRun.Of(line.Split(' '));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(text, run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task InspectPrintsLayersAndPlan()
    {
        ConsoleRun run = await ConsoleRun.Of("inspect", "charactercnn", "--batch", "10");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("for batch size 10", run.Output, StringComparison.Ordinal);
        Assert.Contains("Conv1_Pool1_Forward", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectPredictsTheKernels()
    {
        ConsoleRun run = await ConsoleRun.Of("inspect", "CharacterCnn", "--plan", "--batch", "10");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("predicted for 10 images", run.Output, StringComparison.Ordinal);
        Assert.Contains("bound by", run.Output, StringComparison.Ordinal);
        Assert.Contains("what else was considered", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectDrawsTheGraph()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            ConsoleRun run = await ConsoleRun.Of("inspect", "CharacterCnn", "--graph", folder);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("CharacterCnn.svg", run.Output, StringComparison.Ordinal);
            Assert.Contains("Conv1: conv 5×5×20", await File.ReadAllTextAsync(Path.Combine(folder, "CharacterCnn.svg")), StringComparison.Ordinal);
            Assert.Contains("n0 --> n1", await File.ReadAllTextAsync(Path.Combine(folder, "CharacterCnn.mmd")), StringComparison.Ordinal);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task CheckSaysThatTheDerivativesAgree()
    {
        ConsoleRun run = await ConsoleRun.Of("check", "CharacterCnn");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("empirical", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WRONG", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Fonts to letters, letters to weights, weights to text: on two fonts, so that it takes a second.</summary>
    [Fact]
    public async Task TheCommandsWorkOnEachOthersFiles()
    {
        using TemporaryFolder folder = new();
        string fonts = folder.File("fonts"), letters = folder.File("my.letters"), runs = folder.File("run");
        Directory.CreateDirectory(fonts);
        File.Copy(ShippedData.Font, Path.Combine(fonts, "Lato.ttf"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fonts/abeezee-latin-400-normal.woff"), Path.Combine(fonts, "ABeeZee.woff"));
        File.WriteAllText(Path.Combine(fonts, "broken.ttf"), "");

        ConsoleRun made = await ConsoleRun.Of("letters", fonts, "--out", letters);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.Contains("dropped broken.ttf: no font that can be read", made.Output, StringComparison.Ordinal);
        Assert.Contains("52 letters of 2 fonts (1 train, 1 validate), 1 dropped", made.Output, StringComparison.Ordinal);
        Assert.Equal(2, LetterFile.Read(letters).Fonts.Count);

        ConsoleRun trained = await ConsoleRun.Of("train", "CharacterCnn", "--letters", letters, "--out", runs, "--epochs", "2", "--batch", "8", "--jitter");
        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        string[] lines = trained.Output.Split(Environment.NewLine);
        string weights = Path.Combine(runs, "weights.kiln");
        Assert.Equal([$"weights: {weights}", $"report: {Path.Combine(runs, "report.html")}", $"to read with them: read data/sentence.png --weights {weights}", ""], lines[2..]);
        Assert.Matches(@"^epoch 1/2 train objective \d\.\d{4} top1 \d\.\d{4} top5 \d\.\d{4} val objective \d\.\d{4} top1 \d\.\d{4} top5 \d\.\d{4} images/s \d+$", lines[0]);
        Assert.StartsWith("epoch 2/2 ", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            ["curves.png", "epoch-0001.kiln", "epoch-0002.kiln", "filters.png", "report.html", "sentence-read.png", "weights.kiln"],
            Directory.GetFiles(runs).Select(Path.GetFileName).Order());

        ConsoleRun continued = await ConsoleRun.Of("train", "CharacterCnn", "--letters", letters, "--out", runs, "--epochs", "3", "--batch", "8", "--jitter");
        Assert.Equal((0, ""), (continued.ExitCode, continued.Error));
        Assert.Contains("continuing after epoch 2", continued.Output, StringComparison.Ordinal);

        ConsoleRun other = await ConsoleRun.Of("train", "CharacterCnn", "--letters", letters, "--out", runs, "--epochs", "3", "--batch", "9", "--jitter");
        Assert.Equal(1, other.ExitCode);
        Assert.Matches(@"^kiln: \S*epoch-0003\.kiln: was trained with .*--out FOLDER.*--fresh begins anew[^\n]*\n?$", other.Error);

        string picture = folder.File("read.png");
        ConsoleRun read = await ConsoleRun.Of("read", "data/sentence.png", "--weights", Path.Combine(runs, "weights.kiln"), "--out", picture);
        Assert.Equal((0, ""), (read.ExitCode, read.Error));
        Assert.Matches("letters of 137 columns: [a-z]{137}", read.Output);
        using SkiaSharp.SKBitmap figure = SkiaSharp.SKBitmap.Decode(picture);
        Assert.True(figure.Width > 3 * 576);
    }
}
