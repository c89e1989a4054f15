using System.Text.RegularExpressions;

namespace Kiln.Import.Tests.Support;

/// <summary>Networks of the repository as text, each with the blocks and classes that its file and folder have.</summary>
internal static partial class DeclaredNetworks
{
    /// <summary>The networks that the commands know, by name.</summary>
    public static IReadOnlyDictionary<string, string[]> Known { get; } = Named(Folder("src", "Models", "Networks"), Directory.GetFiles(Folder("src", "Models", "Networks", "Blocks")));

    /// <summary>Small networks of every kind and option, by name.</summary>
    public static IReadOnlyDictionary<string, string[]> Small { get; } = Named(Folder("tests", "Networks.Tests", "Networks"), []);

    private static string Folder(params string[] names) => Path.Combine([Repository.Root.FullName, .. names]);

    private static Dictionary<string, string[]> Named(string folder, string[] others)
    {
        string[] shared = [.. others.Select(File.ReadAllText)], texts = [.. Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        Dictionary<string, string[]> networks = [];
        foreach (string text in texts)
        {
            string space = Namespace().Match(text).Groups[1].Value;
            string[] read = [.. Reader().Matches(text).Select(match => match.Groups[1].Value).Distinct()];
            string[] trainers = [.. texts.Where(other => other != text && read.Any(name => other.Contains($" partial class {name}\n", StringComparison.Ordinal)))];
            foreach (Match match in Class().Matches(text))
                networks[$"{space}.{match.Groups[1].Value}"] = [text, .. trainers, .. shared];
        }

        return networks;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    /// <summary>A reader of a network that may be declared in another file.</summary>
    [GeneratedRegex(@"^\[InferenceOf<(\w+)>", RegexOptions.Multiline)]
    private static partial Regex Reader();

    [GeneratedRegex(@"^\[Network(?:\([^\n]*\))?\]\r?\npublic sealed partial class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();
}
