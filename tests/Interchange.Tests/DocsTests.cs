// docs: example
using Kiln.Checkpoints;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.SafeTensors;
// docs: end
using Kiln.Interchange.Onnx.Operators;
using Kiln.Interchange.Tests.Onnx;
using Kiln.Models.Networks;

namespace Kiln.Interchange.Tests;

/// <summary>docs/interchange.md shows what is run here, and lists every kind.</summary>
public sealed class DocsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "interchange.md"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheExampleRuns()
    {
        string before = Directory.GetCurrentDirectory();
        File.Copy(Path.Combine(Repository.Root.FullName, "data", "characters.kiln"), folder["characters.kiln"]);
        try
        {
            Directory.SetCurrentDirectory(folder.Path);

            // docs: example
            ParameterSet<CharacterCnn> weights = new();
            CheckpointInfo info = WeightsFile.Load("characters.kiln", weights);

            // 32×32 images, any number of them.
            OnnxFile.Save("characters.onnx", weights, new OnnxOptions { Normalization = info.Normalization, Classes = info.Classes });

            // The same weights over pictures of any extents, by the class that is marked [InferenceOf<CharacterCnn>].
            using LineReader reader = new(weights);
            OnnxFile.Save("lines.onnx", weights, new OnnxOptions { Network = reader.Description });

            // For PyTorch, and back.
            SafeTensorsFile.Save("characters.safetensors", weights, info.Normalization, info.Classes, TensorOrder.PyTorch);
            SafeTensorsFile.Load("characters.safetensors", weights);
            // docs: end
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }

        using OnnxRun letters = new(File.ReadAllBytes(folder["characters.onnx"])), lines = new(File.ReadAllBytes(folder["lines.onnx"]));
        Assert.Equal(("N×1×32×32", "N×26"), (letters.Extents("Image"), letters.Extents("Scores")));
        Assert.Equal(("N×1×Height×Width", "N×26×?×?"), (lines.Extents("Image"), lines.Extents("Scores")));
    }

    [Fact]
    public void ThePageShowsTheExample()
    {
        string[] source = File.ReadAllLines(Path.Combine(Repository.Root.FullName, "tests", "Interchange.Tests", "DocsTests.cs"));
        List<string> example = [];
        bool shown = false;
        foreach (string line in source)
        {
            if (line.Trim() is "// docs: example" or "// docs: end")
            {
                shown = line.Trim() == "// docs: example";
                if (shown && example.Count > 0)
                    example.Add("");
            }
            else if (shown)
            {
                example.Add(line.StartsWith("            ", StringComparison.Ordinal) ? line[12..] : line);
            }
        }

        Assert.Contains($"```csharp\n{string.Join('\n', example)}\n```", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageListsEveryKind()
    {
        string[] rows = [.. page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.All(OnnxOperators.Kinds.Concat(OnnxOperators.WithoutNode), kind => Assert.Contains(rows, row => row.Split('|')[1].Contains($"`{kind}`", StringComparison.OrdinalIgnoreCase)));
    }
}
