using System.Reflection;

namespace Kiln.Package.Tests;

/// <summary>What the packed assemblies offer stands in files, so that nothing is added, changed or taken away unseen. UPDATE_GOLDEN=1 writes what they offer now.</summary>
public sealed class ApiTests
{
    [Theory]
    [InlineData("Kiln.Runtime")]
    [InlineData("Kiln.Interchange")]
    [InlineData("Kiln.Pictures")]
    [InlineData("Kiln.Gpu")]
    public void ItOffersWhatTheFileSays(string assembly)
    {
        string path = Path.Combine(Repository.Root.FullName, "tests", "Package.Tests", "Api", assembly + ".txt"), actual = ApiText.Of(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, actual);

        Assert.True(File.Exists(path), $"there is no {path}; UPDATE_GOLDEN=1 writes it");
        string[] expected = File.ReadAllLines(path), lines = actual.TrimEnd('\n').Split('\n');
        string difference = string.Join('\n', [.. expected.Except(lines).Select(line => $"- {line.Trim()}"), .. lines.Except(expected).Select(line => $"+ {line.Trim()}")]);
        Assert.True(expected.SequenceEqual(lines), $"{assembly} offers something else than {path} says:\n{difference}\nUPDATE_GOLDEN=1 accepts it");
    }
}
