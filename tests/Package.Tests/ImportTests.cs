using Kiln.Interchange.Onnx;

namespace Kiln.Package.Tests;

/// <summary>A program whose network is a model of another program, from the packages alone.</summary>
[Collection(Stranger.Collection)]
public sealed class ImportTests(Stranger stranger)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Kiln" Version="VERSION" />
            <PackageReference Include="Kiln.Build" Version="VERSION" PrivateAssets="all" />
            <KilnModel Include="models/halves.onnx" Class="Inside" />
            <KilnModel Include="models/halves.onnx" Class="Outside" Namespace="Elsewhere" Weights="Beside" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Kiln;

        using Importer.Inside inside = new(Importer.Inside.LoadWeights(), maxBatch: 1);
        using Elsewhere.Outside outside = new(Elsewhere.Outside.LoadWeights(), maxBatch: 1);
        float[] image = [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i))];
        Console.WriteLine($"{string.Join(' ', inside.Forward(image).ToArray())} of {inside.Conv1.Name}, {string.Join(' ', Importer.Inside.Classes)}");
        Console.Write(inside.Forward(image).SequenceEqual(outside.Forward(image)));
        """;

    [Fact]
    public void AModelIsCompiledWithTheProjectOnce()
    {
        _ = stranger.Packages;
        string folder = stranger.Path("Importer"), published = stranger.Path("published-import");
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        File.WriteAllText(Path.Combine(folder, "Importer.csproj"), Project.Replace("VERSION", Stranger.Version, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        (byte[] model, float[] scores) = Model();
        File.WriteAllBytes(Path.Combine(folder, "models", "halves.onnx"), model);

        stranger.Run(folder, "dotnet", "publish", "-c", "Release", "-o", published, "-warnaserror", "--disable-build-servers");
        string[] printed = stranger.Run(folder, "dotnet", Path.Combine(published, "Importer.dll")).Split('\n');
        Assert.Equal($"{string.Join(' ', scores)} of Conv1, a b", printed[0].TrimEnd());
        Assert.Equal("True", printed[1]);

        // The program has the runtime, one file of weights and nothing of what read the model.
        Assert.Equal(["Importer.dll", "Kiln.Runtime.dll"], Directory.GetFiles(published, "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(published, "Outside.kiln")));
        Assert.False(File.Exists(Path.Combine(published, "Inside.kiln")));

        string code = Path.Combine(folder, "obj", "Release", "net10.0", "kiln", "Inside.cs");
        DateTime written = File.GetLastWriteTimeUtc(code);
        string again = stranger.Run(folder, "dotnet", "build", "-c", "Release", "-warnaserror", "--disable-build-servers", "-v", "n");
        Assert.Equal(written, File.GetLastWriteTimeUtc(code));
        Assert.Contains("Skipping target \"KilnImportModels\"", again, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelThatCannotBeReadIsOneError()
    {
        _ = stranger.Packages;
        string folder = stranger.Path("Mistaken");
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        File.WriteAllText(Path.Combine(folder, "Mistaken.csproj"), Project.Replace("VERSION", Stranger.Version, StringComparison.Ordinal).Replace("<KilnModel Include=\"models/halves.onnx\" Class=\"Outside\" Namespace=\"Elsewhere\" Weights=\"Beside\" />", "", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "models", "halves.onnx"), "no model");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "Console.Write(1);");
        (int exitCode, string output) = stranger.TryRun(folder, "dotnet", "build", "-c", "Release", "--disable-build-servers", "-v", "q", "-clp:NoSummary");
        Assert.NotEqual(0, exitCode);

        // A build may say what it said once more at its end.
        string[] errors = [.. output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct()];
        Assert.Contains("halves.onnx : error KILN1004: halves.onnx: is no ONNX model, or damaged: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    /// <summary>A model, and what it gives for the program's image.</summary>
    private static (byte[] Model, float[] Scores) Model()
    {
        using ImportedHalves network = new(maxBatch: 1, threads: 1);
        float[] image = [.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i))];
        return (OnnxFile.Write(network.Parameters, new OnnxOptions { Classes = "ab" }), network.Forward(image).ToArray());
    }
}

/// <summary>What is written as a model of another program.</summary>
[Network]
public sealed partial class ImportedHalves
{
    [Input(8, 8, 1)]  public partial Layer     Image  { get; }
    [Conv(3, 3, 4)]   public partial ConvLayer Conv1  { get; }
    [Relu]            public partial Layer     Relu1  { get; }
    [Dense(2)]        public partial ConvLayer Scores { get; }
}
