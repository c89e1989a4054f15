using System.Text.RegularExpressions;
using Kiln.Checkpoints;
using Kiln.Interchange.Matlab;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.SafeTensors;
using Kiln.Models.Networks;
using Kiln.Models.Tests;

namespace Kiln.Interchange.Tests.Commands;

/// <summary>The command writes what the library writes, and says what docs/commands.md quotes.</summary>
public sealed partial class ExportCommandTests
{
    [Fact]
    public async Task TheCommandPrintsWhatThePageQuotes()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "commands.md"));
        string quoted = Section().Match(page).Groups[1].Value;
        using TemporaryFolder folder = new();
        List<string> printed = [];
        foreach (string line in quoted.Split('\n').Where(line => line.StartsWith("$ kiln ", StringComparison.Ordinal)))
        {
            string[] words = line.Split(' ')[2..];
            ConsoleRun run = await ConsoleRun.Of([.. words.Select((word, index) => words[index == 0 ? 0 : index - 1] == "--to" ? folder[word] : word)]);
            printed.AddRange([line, (run.Output + run.Error).TrimEnd().Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)]);
        }

        Assert.True(printed.Count >= 6, "the page quotes fewer commands");
        Assert.Equal(quoted.TrimEnd(), string.Join('\n', printed));
    }

    [Fact]
    public async Task FilesAreThoseOfTheLibrary()
    {
        using TemporaryFolder folder = new();
        foreach (string file in new[] { "net.onnx", "net.safetensors" })
            Assert.Equal((0, ""), await ConsoleRun.Of("export", "charactercnn", "--weights", "data/characters.kiln", "--to", folder[file]) is var run ? (run.ExitCode, run.Error) : default);

        ParameterSet<CharacterCnn> weights = new(), read = new();
        CheckpointInfo info = WeightsFile.Load(Path.Combine(Repository.Root.FullName, "data", "characters.kiln"), weights);
        Assert.Equal(OnnxFile.Write(weights, new OnnxOptions { Normalization = info.Normalization, Classes = info.Classes }), File.ReadAllBytes(folder["net.onnx"]));
        SafeTensorsInfo said = SafeTensorsFile.Load(folder["net.safetensors"], read);
        Assert.Equal(weights.Values, read.Values);
        Assert.Equal((info.Normalization, info.Classes), (said.Normalization, said.Classes));

        Assert.Equal((0, ""), await ConsoleRun.Of("export", "CharacterCnn", "--weights", "data/characters.kiln", "--to", folder["net.mat"]) is var matlab ? (matlab.ExitCode, matlab.Error) : default);
        ParameterSet<CharacterCnn> back = new();
        MatConvNetModel.Load(folder["net.mat"], back);
        Assert.Equal(weights.Values, back.Values);
    }

    [Fact]
    public async Task TheHelpNamesTheFormats()
    {
        ConsoleRun run = await ConsoleRun.Of("export", "--help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(".onnx (network and weights) or .safetensors (weights) or .mat (network and weights for MatConvNet)", string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export --weights data/characters.kiln --to x.onnx", "Required argument 'NETWORK' missing")]
    [InlineData("export CharacterCnn --to x.onnx", "Option '--weights' is required")]
    [InlineData("export CharacterCnn --weights data/characters.kiln", "Option '--to' is required")]
    [InlineData("export Nothing --weights data/characters.kiln --to x.onnx", "there is no network 'Nothing'")]
    [InlineData("export CharacterCnn --weights nowhere.kiln --to x.onnx", "there is no file 'nowhere.kiln'")]
    [InlineData("export CharacterCnn --weights data/characters.kiln --to x.pt", "'x.pt' names no format that can be written; let it end with .onnx (network and weights) or .safetensors (weights) or .mat (network and weights for MatConvNet)")]
    [InlineData("export LeNet --weights data/characters.kiln --to x.onnx", "characters.kiln")]
    [InlineData("export CharacterCnn --weights data/characters.kiln --to nowhere/x.onnx", "nowhere/x.onnx")]
    public async Task AnErrorIsOneLineAndExitCode1(string line, string message)
    {
        ConsoleRun run = await ConsoleRun.Of(line.Split(' '));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("kiln: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }

    [GeneratedRegex(@"## export\n.*?```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Section();
}
