using System.Runtime.CompilerServices;

namespace Kiln.Generator.Tests.Support;

/// <summary>Texts that the compiler must give, kept beside the tests. Set UPDATE_GOLDEN=1 to write what it gives now, and read the difference.</summary>
internal static class GoldenFile
{
    /// <summary>Compares a text with the file of its name in the folder Expected beside the caller.</summary>
    public static void Check(string name, string text, [CallerFilePath] string caller = "")
    {
        // A deterministic build writes another root into the caller's path, so only what follows it counts.
        string folder = Path.GetDirectoryName(caller[caller.LastIndexOf("/tests/", StringComparison.Ordinal)..])!;
        string path = Path.Combine(Repository.Root.FullName + folder, "Expected", name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"there is no {path}; UPDATE_GOLDEN=1 writes it");
        string[] expected = File.ReadAllText(path).Split('\n'), actual = text.Split('\n');
        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same < Math.Max(expected.Length, actual.Length))
            Assert.Fail($"{name} differs from line {same + 1} on, which is\n{Line(actual, same)}\nbut was\n{Line(expected, same)}\nUPDATE_GOLDEN=1 accepts the new text");
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "(the end)";
}
