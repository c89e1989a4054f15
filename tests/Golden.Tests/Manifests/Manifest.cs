using System.Text.Json;

namespace Kiln.Golden.Tests.Manifests;

/// <summary>A list of cases, each an operator with its options and the tensors that MatConvNet read and wrote.</summary>
/// <remarks>
/// The file is JSON: <c>{ "cases": [ { "name": …, "op": "vl_nnconv", "options": { … }, "tensors": { "x": { "file": …, "dims": [H, W, C, N] }, "b": null } } ] }</c>.
/// Tensors lie beside it as little-endian float32, column-major; <c>null</c> is an empty array of MATLAB. Other members, such as <c>meta</c>, are for people.
/// </remarks>
internal sealed class Manifest
{
    private Manifest(IReadOnlyList<GoldenCase> cases) => Cases = cases;

    /// <summary>The cases, in the order of the file.</summary>
    public IReadOnlyList<GoldenCase> Cases { get; }

    /// <summary>Reads a manifest and checks that every tensor's file is there and as long as its dimensions say. The numbers are read when they are asked for.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="names">Which cases; none for all.</param>
    /// <exception cref="ManifestException">It cannot be read, is no such manifest, or has no case of a name.</exception>
    public static Manifest Read(string path, params string[] names)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            ManifestNode root = new(path, "the manifest", document.RootElement.Clone());
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            List<GoldenCase> cases = [.. root.Member("cases").Items().Select(item => new GoldenCase(item, folder))];
            if (cases.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new ManifestException($"{path}: two cases are named '{twice.Key}'; every case needs a name of its own");

            if (names.Except(cases.Select(one => one.Name)).FirstOrDefault() is { } unknown)
                throw new ManifestException($"{path} has no case '{unknown}'");

            return new Manifest([.. cases.Where(one => names.Length == 0 || names.Contains(one.Name))]);
        }
        catch (JsonException error)
        {
            throw new ManifestException($"{path} is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} is not understood");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ManifestException($"the manifest '{path}' cannot be read: {error.Message.ReplaceLineEndings(" ")}");
        }
    }
}
