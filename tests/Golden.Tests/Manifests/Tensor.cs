namespace Kiln.Golden.Tests.Manifests;

/// <summary>An array of MATLAB: up to four dimensions, the first runs fastest.</summary>
internal sealed class Tensor
{
    private readonly int[] extents = [1, 1, 1, 1];

    /// <param name="name">Its name in the manifest.</param>
    /// <param name="dimensions">One to four; those that are missing are 1.</param>
    /// <param name="values">The numbers, column-major.</param>
    public Tensor(string name, IReadOnlyList<int> dimensions, float[] values)
    {
        Name = name;
        Values = values;
        dimensions.ToArray().CopyTo(extents, 0);
    }

    public string Name { get; }

    /// <summary>Rows, columns, channels, images.</summary>
    public IReadOnlyList<int> Extents => extents;

    /// <summary>Rows.</summary>
    public int Height => extents[0];

    /// <summary>Columns.</summary>
    public int Width => extents[1];

    /// <summary>Channels; of a filter, those that it reads.</summary>
    public int Channels => extents[2];

    /// <summary>Images; of a bank of filters, how many.</summary>
    public int Count => extents[3];

    /// <summary>The shape of one image's map.</summary>
    public Shape Shape => new(Height, Width, Channels);

    /// <summary>The numbers as they are stored: column-major.</summary>
    public float[] Values { get; }

    /// <summary>One number, counted from 0.</summary>
    public float this[int row, int column, int channel, int image] => Values[row + (Height * (column + (Width * (channel + (Channels * image)))))];

    /// <summary>The tensor's one number.</summary>
    /// <exception cref="ManifestException">It has several.</exception>
    public float Scalar => Values is [var only] ? only : throw new ManifestException($"the tensor {Name} should be one number, but has {Values.Length}");

    /// <summary>The largest magnitude.</summary>
    public double Largest => Values.Max(value => Math.Abs((double)value));
}
