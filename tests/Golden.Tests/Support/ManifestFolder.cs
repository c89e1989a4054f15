using System.Text.Json;

namespace Kiln.Golden.Tests.Support;

/// <summary>A manifest with its tensors in a folder of its own, until disposed.</summary>
internal sealed class ManifestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kiln-golden-");
    private readonly List<object> cases = [];

    /// <summary>The manifest.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "manifest.json");

    /// <summary>Adds a case and writes the manifest anew.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">The MatConvNet function.</param>
    /// <param name="options">Its options as JSON.</param>
    /// <param name="tensors">Name, dimensions and column-major numbers of each tensor.</param>
    public void Add(string name, string function, string options, params (string Name, int[] Dims, float[] Values)[] tensors)
    {
        Dictionary<string, object> entries = [];
        foreach ((string tensor, int[] dims, float[] values) in tensors)
        {
            string file = $"{name}.{tensor}.bin";
            File.WriteAllBytes(System.IO.Path.Combine(folder.FullName, file), [.. values.SelectMany(BitConverter.GetBytes)]);
            entries[tensor] = new { file, dims };
        }

        cases.Add(new { name, op = function, options = JsonDocument.Parse(options).RootElement, tensors = entries });
        Write(JsonSerializer.Serialize(new { cases }));
    }

    /// <summary>Replaces the manifest.</summary>
    public void Write(string text) => File.WriteAllText(Path, text);

    /// <summary>Changes the manifest's text.</summary>
    public void Replace(string old, string by)
    {
        string text = File.ReadAllText(Path);
        Assert.Contains(old, text);
        Write(text.Replace(old, by, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
