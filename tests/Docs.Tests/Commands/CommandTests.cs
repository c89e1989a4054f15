extern alias bench;
extern alias models;
extern alias reader;

using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using Kiln.Docs.Tests.Pages;
using Kiln.Numerics;
using Xunit.Abstractions;

namespace Kiln.Docs.Tests.Commands;

/// <summary>Every command of the pages is one that the program understands. Those that are quick are run, and their output is what the page quotes; the others are named.</summary>
/// <param name="log">Names them.</param>
[Collection(Page.WorkingDirectory)]
public sealed partial class CommandTests(ITestOutputHelper log)
{
    /// <summary>Words that stand for what a reader puts there, and what a test puts there.</summary>
    private static readonly Dictionary<string, string> Placeholders = new() { ["NAME"] = "CharacterCnn", ["N"] = "1", ["X"] = "0.1", ["…"] = "" };

    public static TheoryData<string> Commands => new(QuotedCommand.All.Select(command => command.ToString()).Distinct());

    public static TheoryData<string> Runs => new(QuotedCommand.All.Where(IsRun).Select(command => command.ToString()));

    [Theory]
    [MemberData(nameof(Commands))]
    public void ACommandIsUnderstood(string text)
    {
        QuotedCommand command = Find(text);
        string[] words = [.. command.Arguments.Select(word => Placeholders.GetValueOrDefault(word, word)).Where(word => word.Length > 0)];
        switch (command.Program)
        {
            // "COMMAND …" says how commands are written.
            case "models" when words is not ["COMMAND", ..]:
                ParseResult parsed = models::Kiln.Models.CommandLine.Parse(words);
                bool isRefused = command.Output is [var first, ..] && first.StartsWith("kiln: '", StringComparison.Ordinal);
                Assert.True(isRefused || parsed.Action is not ParseErrorAction, string.Join("; ", parsed.Errors.Select(error => error.Message)));
                break;
            case "bench":
                Assert.NotNull(bench::Kiln.Bench.Program.Parse(words));
                Assert.Contains(words[0], new[] { "race", "kindrace", "kernels", "calibrate", "kinds", "growth", "memory", "benchmark", "generator" });
                break;
            case "reader":
                _ = words is ["train", .. string[] rest] ? reader::Kiln.Reader.CommandLine.Training(rest) : reader::Kiln.Reader.CommandLine.Reading(words);
                break;
            case "golden":
                Assert.Equal(["MANIFEST"], words);
                break;
            case "dotnet":
                RequireProjects(words);
                break;
        }
    }

    /// <summary>All but numbers with a decimal point, which rounding may change; of tables that hold what the machine has, all but numbers.</summary>
    [SkippableTheory]
    [MemberData(nameof(Runs))]
    public async Task WhatACommandPrintsIsWhatThePageQuotes(string text)
    {
        QuotedCommand command = Find(text);
        using StringWriter output = new(), error = new();
        string directory = Environment.CurrentDirectory;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kiln-command-");
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            await models::Kiln.Models.CommandLine.Run(command.Arguments, output, error);
        }
        finally
        {
            Environment.CurrentDirectory = directory;
            folder.Delete(recursive: true);
        }

        Skip.If(VectorWidth.Bits != 512 && command.Arguments[0] is "inspect" or "check", "the page shows the plan and the numbers of a machine with AVX-512");
        Queue<string> printed = new($"{output}{error}".ReplaceLineEndings("\n").Split('\n').Select(Shape));
        foreach (string line in command.Output.Where(line => line is not ("" or "…")))
        {
            while (printed.Count > 0 && printed.Peek() != Shape(line))
                printed.Dequeue();
            Assert.True(printed.TryDequeue(out _), $"it does not print, after what stands before it,\n{line}\nbut\n{output}{error}");
        }
    }

    [Fact]
    public void CommandsThatAreOnlyParsedAreNamed()
    {
        QuotedCommand[] parsed = [.. QuotedCommand.All.Where(command => command.Output.Length > 0 && !IsRun(command))];
        Assert.All(parsed, command => Assert.True(command.Program == "tool" || (command.Program == "models" && command.Arguments[0] is "train" or "finetune" or "evaluate" or "classify" or "export" or "import" or "letters" or "practical"), command.ToString()));
        foreach (QuotedCommand command in parsed)
            log.WriteLine($"parsed, not run: {command}{(command.Program == "tool" || command.Arguments[0] is "finetune" or "practical" or "evaluate" or "classify" or "export" or "import" ? " (run by the tests of the program)" : "")}");
    }

    private static QuotedCommand Find(string text) => QuotedCommand.All.First(command => command.ToString() == text);

    /// <summary>Trainings take minutes, letters want fonts, and the parts of the practical are run by the program's own tests.</summary>
    private static bool IsRun(QuotedCommand command) =>
        command is { Program: "models", Output.Length: > 0 } && (command.Arguments[0] is "inspect" or "check" or "read" || command.Output[0].StartsWith("kiln: there is no", StringComparison.Ordinal) || command.Output[0].StartsWith("kiln: '", StringComparison.Ordinal));

    /// <summary>A path after <c>--project</c>, or the first word after build, test or publish, is a project, unless the page made it.</summary>
    private static void RequireProjects(string[] words)
    {
        Assert.Contains(words[0], new[] { "run", "test", "build", "publish", "pack", "new", "add", "nuget", "tool", "vstest" });
        foreach (string word in words.Where(word => word.StartsWith("src/", StringComparison.Ordinal) || word.StartsWith("tests/", StringComparison.Ordinal)))
            Assert.True(Path.Exists(Path.Combine(Repository.Root.FullName, word)), $"there is no '{word}'");
    }

    private static string Shape(string line) => Regex.Replace(Number().Replace(line, "#"), "[ -]+", " ");

    [GeneratedRegex(@"-?\d[\d,.]*(?:KB|MB|B)?|[a-z]{100,}")]
    private static partial Regex Number();
}
