using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kiln.Interchange.Onnx;
using Kiln.Models.Networks;
using Kiln.Pictures;
using Xunit.Abstractions;

namespace Kiln.Package.Tests;

/// <summary>An ONNX model as one native executable, from the packages alone.</summary>
[Collection(Stranger.Collection)]
public sealed class NativeImportTests(Stranger stranger, ITestOutputHelper output)
{
    private const long MostBytes = 15_000_000;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <PublishAot>true</PublishAot>
            <IlcInstructionSet>x86-64-v3</IlcInstructionSet>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Kiln" Version="VERSION" />
            <PackageReference Include="Kiln.Pictures" Version="VERSION" />
            <PackageReference Include="Kiln.Build" Version="VERSION" PrivateAssets="all" />
            <KilnModel Include="squeezenet.onnx" Class="SqueezeNet" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Kiln.Pictures;
        using Native;

        using SqueezeNet net = new(SqueezeNet.LoadWeights(), maxBatch: 1);
        net.ReleaseParameters();
        float[] scores = net.Forward(PictureDecoder.Read(args[0]).ToInput(net.Description.InputShape)).ToArray();
        int best = Array.IndexOf(scores, scores.Max());
        Console.WriteLine($"{best} {scores[best]}");
        """;

    [SkippableFact]
    public void AModelIsOneSmallExecutable()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "the executable is published for x86-64 Linux only");
        _ = stranger.Packages;
        string folder = stranger.Path("Native"), published = stranger.Path("published-native"), program = Path.Combine(published, "Native");
        string picture = Path.Combine(Repository.Root.FullName, "tests", "Support", "Pictures", "progressive.jpg");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Native.csproj"), Project.Replace("VERSION", Stranger.Version, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        using SqueezeNet10 network = new(maxBatch: 1, threads: 0, seed: 5);
        OnnxFile.Save(Path.Combine(folder, "squeezenet.onnx"), network.Parameters);

        string said = stranger.Run(folder, "dotnet", "publish", "-c", "Release", "-o", published, "-warnaserror", "--disable-build-servers");
        Assert.DoesNotContain("warning", said, StringComparison.Ordinal);
        long bytes = Directory.GetFiles(published).Where(file => Path.GetExtension(file) != ".dbg").Sum(file => new FileInfo(file).Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes with {network.Parameters.Values.Length * sizeof(float):N0} of weights"));
        Assert.Equal(["Native"], Directory.GetFiles(published).Select(Path.GetFileName).Where(name => !name!.EndsWith(".dbg", StringComparison.Ordinal)));
        Assert.InRange(bytes, 1, MostBytes);

        // Compiled ahead of time it computes with vectors of 256 bits: the last digits may differ.
        float[] scores = network.Forward(PictureDecoder.Read(picture).ToInput(network.Description.InputShape)).ToArray();
        double best = double.PositiveInfinity;
        for (int run = 0; run < 20; run++)
        {
            long start = Stopwatch.GetTimestamp();
            string[] printed = stranger.Run(folder, program, picture).TrimEnd().Split(' ');
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.Equal(scores.Max(), float.Parse(printed[1], CultureInfo.InvariantCulture), 1e-4 * scores.Max(Math.Abs));
            Assert.Equal(Array.IndexOf(scores, scores.Max()), int.Parse(printed[0], CultureInfo.InvariantCulture));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best:F0} ms from start to answer"));
        Assert.InRange(best, 0, 100);
    }
}
