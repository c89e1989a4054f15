using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

namespace Kiln.Package.Tests;

/// <summary>The command <c>kiln</c> as it is installed, on an assembly that it has never seen.</summary>
[Collection(Stranger.Collection)]
public sealed class ToolTests(Stranger stranger)
{
    private const string Network = "ShapesNet";

    [Fact]
    public void InspectPrintsLayersKernelsAndMemory()
    {
        string output = stranger.KilnOutput("inspect", Stranger.Assembly, "shapesnet", "--batch", "7");
        Assert.Contains("2,147 parameters; 154,496 multiply-adds an image", output, StringComparison.Ordinal);
        Assert.Contains("Conv1_Pool1_Relu1_Forward", output, StringComparison.Ordinal);
        Assert.Contains("for batch size 7", output, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckAgrees()
    {
        string[] rows = stranger.KilnOutput("check", Stranger.Assembly, "My_App.ShapesNet").TrimEnd().Split('\n');
        Assert.Equal(8, rows.Length);
        Assert.All(rows[1..], row => Assert.EndsWith("|agrees|", row, StringComparison.Ordinal));
    }

    [Fact]
    public void GraphIsTextOrAPicture()
    {
        Assert.StartsWith("flowchart TD\n    n0[\"Image: input<br/>24×24×1\"]", stranger.KilnOutput("graph", Stranger.Assembly, Network), StringComparison.Ordinal);
        Assert.Equal("graph: net.svg\n", stranger.KilnOutput("graph", Stranger.Assembly, Network, "--out", "net.svg"));
        Assert.Equal(9, XDocument.Load(stranger.Path("net.svg")).Root!.Elements().Count(part => part.Name.LocalName == "rect") - 1);
    }

    [Fact]
    public void BenchMeasuresEveryKernel()
    {
        string table = stranger.KilnOutput("bench", Stranger.Assembly, Network, "--seconds", "0.2", "--batch", "10", "--json", "bench.json");
        string[] rows = [.. table.Split('\n').Select(line => line.Split('|')[0].Trim())];
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(stranger.Path("bench.json")));
        JsonElement root = json.RootElement;
        Assert.Equal(("My_App.ShapesNet", 10), (root.GetProperty("network").GetString(), root.GetProperty("images").GetInt32()));
        Assert.True(root.GetProperty("milliseconds").GetDouble() > 0);
        JsonElement[] kernels = [.. root.GetProperty("kernels").EnumerateArray()];
        Assert.Contains(kernels, kernel => kernel.GetProperty("direction").GetString() == "Backward");
        Assert.All(kernels, kernel =>
        {
            Assert.Contains(kernel.GetProperty("name").GetString(), rows);
            Assert.True(kernel.GetProperty("milliseconds").GetDouble() > 0);
            JsonElement share = kernel.GetProperty("percentOfPeak");
            Assert.Equal(kernel.GetProperty("gigaFlops").ValueKind, share.ValueKind);
            Assert.True(share.ValueKind == JsonValueKind.Null || share.GetDouble() is > 0 and < 200);
        });

        string forward = stranger.KilnOutput("bench", Stranger.Assembly, Network, "--forward", "--seconds", "0.1", "--batch", "1");
        Assert.StartsWith("ShapesNet: forward, 1 image, ", forward, StringComparison.Ordinal);
        Assert.DoesNotContain("Backward|", forward, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainLearnsFromPicturesAndContinues()
    {
        ShapePictures.Write(stranger.Path("drawn"), count: 40, seed: 1);
        ShapePictures.Write(stranger.Path("measured"), count: 10, seed: 2);
        File.WriteAllText(stranger.Path("drawn", "circle", "notes.txt"), "no picture");
        string[] command = ["train", Stranger.Assembly, Network, "drawn", "--validation", "measured", "--batch", "10", "--out", "run"];

        string[] lines = stranger.KilnOutput([.. command, "--epochs", "8"]).TrimEnd().Split('\n');
        Assert.StartsWith("left out: ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["drawn: 120 pictures of circle, square, triangle", "measured: 30 pictures of circle, square, triangle"], lines[1..3]);
        Assert.Equal($"weights: {Path.Combine("run", "weights.kiln")}", lines[^1]);
        Assert.Matches(@"^epoch 8/8 .* val objective \d\.\d{4} top1 0\.[01]\d{3} ", lines[^2]);
        Assert.Contains("circle\nsquare\ntriangle", File.ReadAllText(stranger.Path("run", "weights.kiln")), StringComparison.Ordinal);

        string[] more = stranger.KilnOutput([.. command, "--epochs", "9"]).TrimEnd().Split('\n');
        Assert.Equal(lines[^2].Replace("8/8", "8/9", StringComparison.Ordinal), more[^4]);
        Assert.Equal("continuing after epoch 8 (--fresh begins anew)", more[^3]);
        Assert.StartsWith("epoch 9/9 ", more[^2], StringComparison.Ordinal);
        AnErrorIsOneLine("was trained with seed 1, but this training has 2", [.. command, "--epochs", "9", "--seed", "2"]);

        string exported = stranger.KilnOutput("export", Stranger.Assembly, Network, "--weights", Path.Combine("run", "weights.kiln"), "--to", "net.onnx");
        Assert.Matches(@"^net\.onnx: network and weights of ShapesNet, 2,147 parameters, [\d,]+ bytes\n$", exported);
        Assert.True(new FileInfo(stranger.Path("net.onnx")).Length > 4 * 2147);

        Directory.Delete(stranger.Path("measured", "square"), recursive: true);
        AnErrorIsOneLine("ShapesNet tells 3 classes apart, but 'measured' has 2 sub-folders: circle, triangle", "train", Stranger.Assembly, Network, "measured");
    }

    [Theory]
    [InlineData("inspect", "Required argument 'ASSEMBLY' missing")]
    [InlineData("inspect nowhere.dll Net", "there is no file 'nowhere.dll'; build your project and give the .dll that the build names")]
    [InlineData("inspect NuGet.config Net", "'NuGet.config' is no assembly of .NET")]
    [InlineData("inspect {app}", "has ShapesNet; add the name")]
    [InlineData("check {app} OtherNet", "there is no network 'OtherNet' in '{app}'; there is ShapesNet")]
    [InlineData("inspect {runtime} Net", "'{runtime}' declares no network")]
    [InlineData("inspect {app} ShapesNet --target gpu", "ShapesNet has no kernels for graphics processors; declare it with [Network(Targets = Targets.Cpu | Targets.Gpu)]")]
    [InlineData("graph {app} ShapesNet --out net.png", "'net.png' ends in neither .svg nor .mmd")]
    [InlineData("bench {app} ShapesNet --batch 2000000000", "ShapesNet")]
    [InlineData("bench {app} ShapesNet --seconds 0.1 --json nowhere/bench.json", "nowhere/bench.json")]
    [InlineData("export {app} ShapesNet --weights nowhere.kiln --to net.onnx", "nowhere.kiln")]
    [InlineData("export {app} ShapesNet --weights nowhere.kiln --to net.txt", "'net.txt' names no format that can be written")]
    [InlineData("import nowhere.onnx --to Net.cs", "nowhere.onnx: there is no such file")]
    [InlineData("train {app} ShapesNet", "Required argument 'PICTURES' missing")]
    [InlineData("train {app} ShapesNet nowhere", "there is no folder 'nowhere'")]
    [InlineData("train {app} ShapesNet My-App --scale 0", "with --scale 0 the network would see nothing")]
    public void AnErrorIsOneLineAndExitCode1(string line, string message) =>
        AnErrorIsOneLine(Named(message), [.. Named(line).Split(' ')]);

    /// <summary>Kernels call the runtime they were compiled for: another version is refused before anything is called.</summary>
    [Fact]
    public void AnAssemblyOfAnotherVersionIsRefused()
    {
        _ = stranger.ProgramFolder;
        byte[] content = File.ReadAllBytes(stranger.Path(Stranger.Assembly));
        using (PEReader file = new(new MemoryStream(content)))
        {
            MetadataReader metadata = file.GetMetadataReader();
            AssemblyReferenceHandle runtime = metadata.AssemblyReferences.Single(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) == "Kiln.Runtime");
            int row = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + (metadata.GetTableRowSize(TableIndex.AssemblyRef) * (MetadataTokens.GetRowNumber(runtime) - 1));

            // A reference begins with its version, the major part first.
            BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(row), 7);
        }

        File.WriteAllBytes(stranger.Path("Later.dll"), content);
        string later = $"7.{Stranger.Version[(Stranger.Version.IndexOf('.', StringComparison.Ordinal) + 1)..]}";
        AnErrorIsOneLine(
            $"'Later.dll' was built with Kiln {later}, but this is kiln {Stranger.Version}; use the same version of the packages Kiln and Kiln.Tool: dotnet tool update Kiln.Tool --version {later}",
            "inspect", "Later.dll", Network);
    }

    private static string Named(string text) => text
        .Replace("{app}", Stranger.Assembly, StringComparison.Ordinal)
        .Replace("{runtime}", Stranger.Assembly.Replace($"{Stranger.Program}.dll", "Kiln.Runtime.dll", StringComparison.Ordinal), StringComparison.Ordinal);

    private void AnErrorIsOneLine(string message, params string[] args)
    {
        (int exitCode, string _, string error) = stranger.Kiln(args);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("kiln: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
