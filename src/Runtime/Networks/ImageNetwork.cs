using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln;

/// <summary>A network compiled for images of one size.</summary>
public abstract class ImageNetwork : Network
{
    private readonly RowCopy copy = new();
    private int images;
    private int first;
    private int count;

    /// <summary>Called by generated code.</summary>
    /// <param name="description">What was compiled.</param>
    /// <param name="parameters">The parameters to run with.</param>
    /// <param name="maxBatch">The most images of one call.</param>
    /// <param name="threads">How many threads share a kernel's work; 0 for one a processor.</param>
    /// <exception cref="ArgumentException">The maps of so many images do not fit one buffer; the message says how many do.</exception>
    protected ImageNetwork(NetworkDescription description, ParameterSet parameters, int maxBatch, int threads)
        : base(Fitting(description, maxBatch), parameters, threads) => MaxBatch = maxBatch;

    /// <summary>The most images of one call.</summary>
    public int MaxBatch { get; }

    /// <summary>The map of scores an image gets.</summary>
    public Shape OutputShape => Description.Layers[ScoresLayer].OutputShape;

    /// <summary>How many images the last call was given.</summary>
    protected internal int Images => images;

    /// <summary>For generated code: how many images the kernels take now; less than <see cref="Images"/> where a few go through several kernels before the next.</summary>
    protected int RunImages => count;

    /// <summary>For generated code: the first of them.</summary>
    protected int FirstImage => first;

    /// <summary>Index of the layer whose output <see cref="Forward"/> returns: the last one that is not a loss.</summary>
    protected abstract int ScoresLayer { get; }

    /// <summary>Computes the scores of images.</summary>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other: rows, columns, channels, channels innermost. Of a network with several
    /// inputs all maps of one image, then those of the next; its own <c>Forward</c> takes them by name.</param>
    /// <returns>For every image a map of <see cref="OutputShape"/>. It is overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">No whole number of images, or more than <see cref="MaxBatch"/>; with <see cref="Network.CheckInputs"/> also a value
    /// that is not finite.</exception>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> input)
    {
        Accept(input);
        return ForwardAccepted();
    }

    /// <summary>For generated code: the scores of the inputs that were accepted.</summary>
    protected ReadOnlySpan<float> ForwardAccepted()
    {
        UseCurrentParameters();
        RunForward();
        return LayerOutput(ScoresLayer);
    }

    /// <summary>For generated code: begins a call with the maps of its first input, or adds those of another.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="maps">Its maps, one after the other.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ArgumentException">No whole number of maps, more than <see cref="MaxBatch"/>, or not as many as of the first.</exception>
    protected void AcceptInput(int input, ReadOnlySpan<float> maps, string name)
    {
        Shape shape = Description.Layers[input].OutputShape;
        int given = Require.Images(maps.Length, shape, MaxBatch, name);
        if (input == 0)
            Begin(given);
        else if (given != images)
            throw new ArgumentException($"{given} maps were given for {name}, but {images} for {Description.Layers[0].Name}", name);

        Check(input, maps, shape.Count, name);
        LoadInput(input, maps, shape.Count);
    }

    /// <inheritdoc/>
    private protected override int BorderImages => count;

    /// <inheritdoc/>
    private protected override (int First, int Count) RunRange
    {
        get => (first, count);
        set => (first, count) = value.Count == 0 ? (0, images) : value;
    }

    /// <summary>For generated code: how many floats a buffer for all images of a call has.</summary>
    /// <param name="floatsPerImage">Floats per image; at least 0.</param>
    /// <param name="maxBatch">The most images of one call; at least 1.</param>
    /// <param name="network">The network's name, for the message.</param>
    /// <returns>The product.</returns>
    /// <exception cref="ArgumentException">More than one <see cref="AlignedBuffer{T}"/> holds; the message says how many images fit.</exception>
    protected static int Floats(long floatsPerImage, int maxBatch, string network) =>
        Require.Fits(floatsPerImage, maxBatch, AlignedBuffer<float>.MaxLength, "floats", network);

    /// <summary>Checks and stores what all inputs are given.</summary>
    /// <param name="input">Image by image, each the maps of all inputs.</param>
    private protected void Accept(ReadOnlySpan<float> input)
    {
        int each = Description.InputFloats;
        Begin(Require.Images(input.Length, Description.InputCount == 1 ? Description.InputShape : new Shape(1, 1, each), MaxBatch, nameof(input)));
        for (int index = 0, offset = 0; index < Description.InputCount; offset += Description.Layers[index++].OutputShape.Count)
        {
            Check(index, input[offset..], each, nameof(input));
            LoadInput(index, input[offset..], each);
        }
    }

    /// <summary>Looks for numbers that are none in the maps of one input, if the caller wants that.</summary>
    private void Check(int input, ReadOnlySpan<float> maps, int pitch, string parameter)
    {
        if (!CheckInputs)
            return;

        LayerDescription layer = Description.Layers[input];
        for (int n = 0; n < images; n++)
            Require.Finite(maps.Slice(n * pitch, layer.OutputShape.Count), layer.OutputShape, n, layer.Name, parameter);
    }

    /// <summary>Begins a call.</summary>
    /// <param name="given">How many images it has.</param>
    private protected virtual void Begin(int given)
    {
        images = given;
        RunAll();
    }

    /// <summary>For generated code: lets the kernels take some of the images, until <see cref="RunAll"/>.</summary>
    /// <param name="from">The first.</param>
    /// <param name="most">How many, if so many are left.</param>
    /// <returns>How many.</returns>
    protected int RunSome(int from, int most)
    {
        (first, count) = (from, Math.Min(most, images - from));
        return count;
    }

    /// <summary>For generated code: lets the kernels take all images.</summary>
    protected void RunAll() => (first, count) = (0, images);

    /// <summary>For generated code: copies the maps of one input to where kernels read them.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="maps">The first map begins here.</param>
    /// <param name="pitch">Floats from one map to the next.</param>
    protected abstract void LoadInput(int input, ReadOnlySpan<float> maps, int pitch);

    /// <summary>For generated code: copies the maps of all images, row by row where they have a border.</summary>
    /// <param name="maps">The first map begins here.</param>
    /// <param name="pitch">Floats from one map to the next.</param>
    /// <param name="destination">The buffer.</param>
    /// <param name="image">Its floats from one map to the next.</param>
    /// <param name="origin">Floats before the first pixel of a map.</param>
    /// <param name="height">Rows of a map.</param>
    /// <param name="row">Floats from one row to the next.</param>
    /// <param name="rowLength">Floats of a row without its border.</param>
    protected void Load(ReadOnlySpan<float> maps, int pitch, Span<float> destination, int image, int origin, int height, int row, int rowLength)
    {
        bool isPlain = image == height * rowLength;
        if (isPlain && pitch == image)
        {
            Copy(maps[..(images * image)], destination);
            return;
        }

        (int rows, int length) = isPlain ? (1, image) : (height, rowLength);
        copy.Run(Team, maps, pitch, destination[origin..], image, (rows, images), row, length);
    }

    /// <summary>For generated code: copies floats, many of them by all threads.</summary>
    /// <param name="from">The floats.</param>
    /// <param name="to">Where to; at least as long.</param>
    protected void Copy(ReadOnlySpan<float> from, Span<float> to) => copy.Run(Team, from, to);

    /// <summary>Runs the forward kernels over the loaded images; of a network with two modes, those of inference.</summary>
    protected internal abstract void RunForward();

    /// <summary>Checked before any thread is started or buffer allocated.</summary>
    private static NetworkDescription Fitting(NetworkDescription description, int maxBatch)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatch);
        Floats(description.Memory.Maps, maxBatch, description.Name);
        return description;
    }
}
