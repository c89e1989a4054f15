using System.Diagnostics;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Kiln.Generator.Tests.Random;

/// <summary>Whatever is declared, it compiles without a warning, or is refused by a message about the declaration: never by errors in code that the user has not written.</summary>
public class RandomDeclarationTests(ITestOutputHelper output)
{
    /// <summary>Set to draw another number of declarations.</summary>
    public const string CountVariable = "KILN_RANDOM_DECLARATIONS";

    /// <summary>Set to begin at the seed of a failure.</summary>
    public const string SeedVariable = "KILN_RANDOM_DECLARATIONS_SEED";

    /// <summary>Declarations of one compilation.</summary>
    private const int Batch = 25;

    private const string Slow = "it took";

    /// <summary>The compiler runs while its user types.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What a user's own slips are, which the C# compiler reports: a name that is nowhere, or an argument of the wrong sort.</summary>
    private static readonly string[] UserErrors = ["CS0103", "CS0029", "CS1503", "CS7036", "CS1729", "CS8625"];

    private static int Count => EnvironmentNumber.Of(CountVariable, 300);

    [Fact]
    public async Task EveryDeclarationCompilesOrIsRefused()
    {
        int first = EnvironmentNumber.Of(SeedVariable, 1), refused = 0;
        for (int seed = first; seed < first + Count; seed += Batch)
        {
            int[] seeds = [.. Enumerable.Range(seed, Math.Min(Batch, first + Count - seed))];
            (string? wrong, int problems) = await Build(seeds);
            refused += problems;
            if (wrong is null)
                continue;

            // One of them is the culprit, or they only fail together.
            foreach (int one in seeds)
                if ((await Build([one])).Wrong is { } alone)
                    Assert.Fail($"seed {one}: {alone}\n{RandomDeclaration.Of(one, "Net")}");

            // Together they may be slow because the machine is busy.
            Assert.True(wrong.StartsWith(Slow, StringComparison.Ordinal), $"seeds {seeds[0]} to {seeds[^1]}, though none alone: {wrong}");
        }

        output.WriteLine($"{Count - refused} declarations compiled, {refused} were refused");
        Assert.True(Count < 100 || (refused > Count / 10 && refused < Count * 9 / 10), $"{refused} of {Count} declarations were refused: the draw is too plain or too wild");
    }

    /// <summary>Builds declarations: what is wrong with what the compiler made of them, and how many it refused.</summary>
    private static async Task<(string? Wrong, int Refused)> Build(int[] seeds)
    {
        Stopwatch watch = Stopwatch.StartNew();
        BuildOutcome outcome = await GeneratorRunner.Build([.. seeds.Select(seed => ($"Seed{seed}.cs", $"using Kiln;\nnamespace Seed{seed};\n\n{RandomDeclaration.Of(seed, "Net")}"))]);
        Diagnostic? wrong = outcome.Diagnostics.FirstOrDefault(IsWrong);
        string? message = outcome.Exception is { } error ? $"the generator threw {error}"
            : wrong is not null ? $"{wrong}\n{Line(wrong)}"
            : Silent(outcome) is { } silent ? silent
            : watch.Elapsed > Patience ? $"{Slow} {watch.Elapsed.TotalSeconds:F0} s"
            : null;
        return (message, outcome.Diagnostics.Where(IsKilns).Select(diagnostic => diagnostic.Location.SourceTree?.FilePath).Distinct().Count());
    }

    /// <summary>A class that the generator refuses and neither the analyzer nor C# mentions: it would compile, and throw when it is used.</summary>
    private static string? Silent(BuildOutcome outcome)
    {
        HashSet<string> mentioned = [.. outcome.Diagnostics.Where(diagnostic => IsKilns(diagnostic) || UserErrors.Contains(diagnostic.Id)).Select(diagnostic => Path.GetFileNameWithoutExtension(diagnostic.Location.SourceTree?.FilePath ?? ""))];
        return outcome.Files.Where(file => file.Text.Contains("private const string Broken", StringComparison.Ordinal))
            .Select(file => file.Text.Split("namespace ")[1].Split(';')[0])
            .Where(seed => !mentioned.Contains(seed))
            .Select(seed => $"the generator refuses {seed}, but nobody says why")
            .FirstOrDefault();
    }

    private static bool IsKilns(Diagnostic diagnostic) => diagnostic.Id.StartsWith("KILN", StringComparison.Ordinal);

    private static bool IsWrong(Diagnostic diagnostic) => IsKilns(diagnostic)
        ? diagnostic.Id == "KILN0901" || !IsUsers(diagnostic)
        : !(UserErrors.Contains(diagnostic.Id) && IsUsers(diagnostic));

    private static bool IsUsers(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && tree.FilePath.StartsWith("Seed", StringComparison.Ordinal);

    private static string Line(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
}
