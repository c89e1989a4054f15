using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kiln.Package.Tests;

[Collection(Stranger.Collection)]
public sealed class PackageTests(Stranger stranger)
{
    [Theory]
    [InlineData("Kiln", "lib/net10.0/Kiln.Runtime.dll", "lib/net10.0/Kiln.Runtime.xml", "analyzers/dotnet/cs/Kiln.Generator.dll")]
    [InlineData("Kiln.Interchange", "lib/net10.0/Kiln.Interchange.dll", "lib/net10.0/Kiln.Interchange.xml")]
    [InlineData("Kiln.Pictures", "lib/net10.0/Kiln.Pictures.dll", "lib/net10.0/Kiln.Pictures.xml")]
    [InlineData("Kiln.Gpu", "lib/net10.0/Kiln.Gpu.dll", "build/Kiln.Gpu.targets", "tools/ptx/Kiln.Ptx.dll", "tools/ptx/Kiln.Ptx.runtimeconfig.json", "tools/ptx/ILGPU/LICENSE.txt")]
    [InlineData("Kiln.Build", "build/Kiln.Build.targets", "tools/import/Kiln.Build.dll", "tools/import/Kiln.Interchange.dll", "tools/import/Kiln.Build.runtimeconfig.json")]
    [InlineData("Kiln.Tool", "tools/net10.0/any/kiln.dll", "tools/net10.0/any/Kiln.Runtime.dll", "tools/net10.0/any/kiln.runtimeconfig.json")]
    [InlineData("Kiln.Templates", "content/kiln/.template.config/template.json", "content/kiln/Kiln-App/Kiln-App.csproj", "content/kiln/.gitignore")]
    public void APackageHasWhatAFeedShows(string id, params string[] files)
    {
        using ZipArchive package = Open($"{id}.{Stranger.Version}.nupkg");
        string[] names = [.. package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName))];
        Assert.All(files.Append("README.md").Append("icon.png"), file => Assert.Contains(file, names));

        XElement metadata = XDocument.Parse(Text(package, $"{id}.nuspec")).Root!.Elements().Single();
        Assert.Equal(id, Value("id"));
        Assert.Equal(Stranger.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("README.md", Value("readme"));
        Assert.NotEmpty(Value("description"));

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    /// <summary>Networks that are deployed need nothing but the runtime.</summary>
    [Fact]
    public void TheRuntimeHasNoDependencies()
    {
        using ZipArchive package = Open($"Kiln.{Stranger.Version}.nupkg");
        Assert.DoesNotContain("<dependency ", Text(package, "Kiln.nuspec"), StringComparison.Ordinal);
        using ZipArchive pictures = Open($"Kiln.Pictures.{Stranger.Version}.nupkg");
        Assert.Contains($"<dependency id=\"Kiln\" version=\"{Stranger.Version}\"", Text(pictures, "Kiln.Pictures.nuspec"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsPackedKnowsNoFolderOfThisMachine()
    {
        string[] packages = Directory.GetFiles(stranger.Packages);
        Assert.Equal(
            ["Kiln.Build.nupkg", "Kiln.Gpu.nupkg", "Kiln.Gpu.snupkg", "Kiln.Interchange.nupkg", "Kiln.Interchange.snupkg", "Kiln.nupkg", "Kiln.Pictures.nupkg", "Kiln.Pictures.snupkg", "Kiln.snupkg", "Kiln.Templates.nupkg", "Kiln.Tool.nupkg"],
            packages.Select(path => Path.GetFileName(path).Replace($".{Stranger.Version}", "", StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase));
        foreach (string path in packages)
        {
            using ZipArchive package = ZipFile.OpenRead(path);
            Assert.All(package.Entries, entry => Assert.DoesNotContain(Repository.Root.FullName, Text(entry, Encoding.Latin1), StringComparison.Ordinal));
        }
    }

    /// <summary>A feed shows the page without the files of the repository; what it quotes is a program that a test runs.</summary>
    [Fact]
    public void ThePageStandsAlone()
    {
        using ZipArchive package = Open($"Kiln.{Stranger.Version}.nupkg");
        string page = Text(package, "README.md");
        Assert.All(Regex.Matches(page, @"\]\(([^)]*)\)").Select(link => link.Groups[1].Value), link => Assert.StartsWith("https://", link, StringComparison.Ordinal));

        string example = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "library-example", "Program.cs"));
        string[] quoted = [.. page.Split("```csharp\n").Skip(1).Select(rest => rest.Split("```")[0])];
        Assert.NotEmpty(quoted);
        Assert.All(quoted, text => Assert.Contains(text, example, StringComparison.Ordinal));
    }

    private ZipArchive Open(string file) => ZipFile.OpenRead(Path.Combine(stranger.Packages, file));

    private static string Text(ZipArchive package, string name) => Text(package.GetEntry(name)!, Encoding.UTF8);

    private static string Text(ZipArchiveEntry entry, Encoding encoding)
    {
        using StreamReader reader = new(entry.Open(), encoding);
        return reader.ReadToEnd();
    }
}
