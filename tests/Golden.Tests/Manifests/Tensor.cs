namespace Kiln.Golden.Tests.Manifests;

/// <summary>An array of MATLAB: the first dimension runs fastest.</summary>
/// <param name="name">Its name in the manifest.</param>
/// <param name="extents">Its dimensions.</param>
/// <param name="values">The numbers, column-major.</param>
internal sealed class Tensor(string name, Extents extents, float[] values)
{
    public string Name { get; } = name;

    public Extents Extents { get; } = extents;

    public int Height => Extents.Height;

    public int Width => Extents.Width;

    public int Channels => Extents.Channels;

    public int Count => Extents.Count;

    /// <summary>The shape of one image's map.</summary>
    public Shape Shape => new(Height, Width, Channels);

    /// <summary>The numbers as they are stored: column-major.</summary>
    public float[] Values { get; } = values;

    /// <summary>The tensor's one number.</summary>
    /// <exception cref="ManifestException">It has several.</exception>
    public float Scalar => Values is [var only] ? only : throw new ManifestException($"the tensor {Name} should be one number, but has {Values.Length}");

    /// <summary>The largest magnitude.</summary>
    public double Largest => Values.Max(value => Math.Abs((double)value));

    /// <summary>One number, counted from 0.</summary>
    public float this[int row, int column, int channel, int image] => Values[row + (Height * (column + (Width * (channel + (Channels * image)))))];

    /// <summary>One channel, counted from 0.</summary>
    public Tensor Channel(int channel) => new(Name, Extents with { Channels = 1 },
    [
        .. from n in Enumerable.Range(0, Count) from x in Enumerable.Range(0, Width) from y in Enumerable.Range(0, Height) select this[y, x, channel, n],
    ]);

    /// <summary>Some of its images.</summary>
    /// <param name="images">Their numbers from 0, in any order and as often as wanted; −1 for an image that is 0 everywhere.</param>
    public Tensor Images(IReadOnlyList<int> images) => new(Name, Extents with { Count = images.Count },
    [
        .. images.SelectMany(image => image < 0 ? new float[Shape.Count] : Values.AsSpan(image * Shape.Count, Shape.Count).ToArray()),
    ]);

    /// <summary>The tensor repeated along the dimensions in which it has one element, as MATLAB's <c>bsxfun</c> does.</summary>
    /// <param name="to">The dimensions to have.</param>
    /// <exception cref="ManifestException">Another dimension than 1 differs.</exception>
    public Tensor Expand(Extents to)
    {
        if (!Fits(Height, to.Height) || !Fits(Width, to.Width) || !Fits(Channels, to.Channels) || !Fits(Count, to.Count))
            throw new ManifestException($"the tensor {Name} is {Extents}, which cannot be repeated to {to}");

        return new Tensor(Name, to,
        [
            .. from n in Enumerable.Range(0, to.Count) from c in Enumerable.Range(0, to.Channels) from x in Enumerable.Range(0, to.Width) from y in Enumerable.Range(0, to.Height)
               select this[Math.Min(y, Height - 1), Math.Min(x, Width - 1), Math.Min(c, Channels - 1), Math.Min(n, Count - 1)],
        ]);

        static bool Fits(int own, int wanted) => own == 1 || own == wanted;
    }
}
