namespace Kiln.Package.Tests;

/// <summary>A program with kernels for graphics processors, on machines without one: its build makes PTX of them, and a simulator runs them.</summary>
[Collection(Stranger.Collection)]
public sealed class GpuTests(Stranger stranger)
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
            <PackageReference Include="Kiln.Gpu" Version="VERSION" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Kiln;
        using Kiln.Gpu;
        using Kiln.Gpu.Ilgpu;

        using Net net = new(maxBatch: 2);
        float[] images = [.. Enumerable.Range(0, 2 * 64).Select(i => MathF.Sin(i))];
        float[] expected = net.Forward(images).ToArray();
        using GpuDevice device = IlgpuDevice.OpenSimulator();
        using GpuNetwork gpu = new(net, device, maxBatch: 2);
        Console.Write(gpu.Forward(images).ToArray().Zip(expected, (a, b) => MathF.Abs(a - b)).Max() < 1e-4f);

        [Network(Targets = Targets.Cpu | Targets.Gpu)]
        public sealed partial class Net
        {
            [Input(8, 8, 1)]  public partial Layer     Image  { get; }
            [Conv(3, 3, 4)]   public partial ConvLayer Conv1  { get; }
            [Relu]            public partial Layer     Relu1  { get; }
            [Dense(3)]        public partial ConvLayer Scores { get; }
            [SoftmaxLoss]     public partial LossLayer Loss   { get; }
        }
        """;

    [Fact]
    public void TheBuildMakesPtxAndTheKernelsRun()
    {
        _ = stranger.Packages;
        string folder = stranger.Path("Blinker"), published = stranger.Path("published-gpu");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Blinker.csproj"), Project.Replace("VERSION", Stranger.Version, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);

        stranger.Run(folder, "dotnet", "publish", "-c", "Release", "-o", published, "-warnaserror", "--disable-build-servers");

        Assert.Contains("// kernel Kiln.Emitted.Net.Gpu.Conv1_Relu1_Forward\n", File.ReadAllText(Path.Combine(published, "Blinker.ptx")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(published, "Kiln.Gpu.ptx")));
        Assert.Equal("True", stranger.Run(folder, "dotnet", Path.Combine(published, "Blinker.dll")));
        Assert.Contains("device memory: ", stranger.KilnOutput("inspect", Path.Combine(published, "Blinker.dll"), "Net", "--target", "gpu"), StringComparison.Ordinal);
    }
}
