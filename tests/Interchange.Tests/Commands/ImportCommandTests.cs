using Kiln.Models.Tests;

namespace Kiln.Interchange.Tests.Commands;

/// <summary>The command <c>import</c>, as the page of commands has it.</summary>
public sealed class ImportCommandTests
{
    [Fact]
    public async Task ItWritesWhatThePageSays()
    {
        using TemporaryFolder folder = new();
        await ConsoleRun.Of("export", "CharacterCnn", "--weights", "data/characters.kiln", "--to", folder["characters.onnx"]);
        string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "commands.md")).ReplaceLineEndings("\n");
        string[] expected = page.Split("$ kiln import characters.onnx --to Characters.cs\n")[1].Split("\n```")[0].Split('\n');

        ConsoleRun run = await ConsoleRun.Of("import", folder["characters.onnx"], "--to", folder["Characters.cs"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, run.Output.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).TrimEnd().ReplaceLineEndings("\n").Split('\n'));
        Assert.Contains("[Conv(5, 5, 20)]   public partial ConvLayer Conv1  { get; }", File.ReadAllText(folder["Characters.cs"]), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["Characters.kiln"]));
    }

    [Theory]
    [InlineData("nowhere.onnx --to Net.cs", "nowhere.onnx: there is no such file")]
    [InlineData("nowhere.mat --to Net.cs", "nowhere.mat")]
    [InlineData("nowhere.onnx", "Option '--to' is required")]
    [InlineData("nowhere.onnx --to Net.cs --input 224x224", "'224x224' is not rows, columns and channels; write them as 224x224x3")]
    public async Task AnErrorIsOneLine(string line, string message)
    {
        ConsoleRun run = await ConsoleRun.Of(["import", .. line.Split(' ')]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("kiln: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AFileThatIsThereStays()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["Net.cs"], "mine");
        await ConsoleRun.Of("export", "CharacterCnn", "--weights", "data/characters.kiln", "--to", folder["net.onnx"]);
        ConsoleRun refused = await ConsoleRun.Of("import", folder["net.onnx"], "--to", folder["Net.cs"]);
        Assert.Contains("is there already; give another name, or --force to replace it", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["Net.cs"]));

        ConsoleRun wrong = await ConsoleRun.Of("import", folder["net.onnx"], "--to", folder["Net.cs"], "--force", "--class", "My Net");
        Assert.Contains("'My Net' is no name of C#", wrong.Error, StringComparison.Ordinal);
        ConsoleRun taken = await ConsoleRun.Of("import", folder["net.onnx"], "--to", folder["Net.cs"], "--force", "--class", "Conv1");
        Assert.Contains("'Conv1' is also the name of a layer, which its class cannot have; choose another", taken.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await ConsoleRun.Of("import", folder["net.onnx"], "--to", folder["Net.cs"], "--force", "--namespace", "Mine")).ExitCode);
        Assert.Contains("namespace Mine;", File.ReadAllText(folder["Net.cs"]), StringComparison.Ordinal);
    }
}
