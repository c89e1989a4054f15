using System.Buffers.Binary;

namespace Kiln.Golden.Tests.Manifests;

/// <summary>Where a tensor's numbers lie.</summary>
internal sealed class TensorFile
{
    private const int MostDimensions = 4;

    private readonly string name;
    private readonly int[] dimensions;
    private readonly string path;

    /// <summary>Checks an entry and its file.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="node">Its entry.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <exception cref="ManifestException">It is no tensor, or its file is missing or of another length.</exception>
    public TensorFile(string name, ManifestNode node, string folder)
    {
        this.name = name;
        dimensions = [.. node.Member("dims").Items().Select(item => item.Whole())];
        if (dimensions.Length is 0 or > MostDimensions || dimensions.Any(extent => extent < 1))
            throw node.Member("dims").Expected($"1 to {MostDimensions} whole numbers of at least 1");

        path = Path.Combine(folder, node.Member("file").Text());
        Int128 bytes = dimensions.Aggregate((Int128)sizeof(float), (product, extent) => product * extent);
        FileInfo file = new(path);
        if (!file.Exists)
            throw node.Expected($"in a file that exists, but {path} does not");
        if (file.Length != bytes)
            throw node.Expected($"in a file of {bytes} bytes, but {path} has {file.Length}");
    }

    /// <summary>Reads the numbers.</summary>
    public Tensor Read()
    {
        byte[] bytes = File.ReadAllBytes(path);
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));

        return new Tensor(name, new Extents(Extent(0), Extent(1), Extent(2), Extent(3)), values);

        int Extent(int index) => index < dimensions.Length ? dimensions[index] : 1;
    }
}
