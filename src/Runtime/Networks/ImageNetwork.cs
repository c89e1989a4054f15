using Kiln.Numerics;

namespace Kiln;

/// <summary>A network compiled for images of one size.</summary>
public abstract class ImageNetwork : Network
{
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
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other: rows, columns, channels, channels innermost.</param>
    /// <returns>For every image a map of <see cref="OutputShape"/>. It is overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">No whole number of images, or more than <see cref="MaxBatch"/>.</exception>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> input)
    {
        Accept(input);
        RunForward();
        return LayerOutput(ScoresLayer);
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

    /// <summary>Checks and stores the images, and packs the parameters if they changed.</summary>
    /// <param name="input">Images one after the other.</param>
    private protected virtual void Accept(ReadOnlySpan<float> input)
    {
        images = Require.Images(input.Length, Description.InputShape, MaxBatch, nameof(input));
        RunAll();
        LoadInput(input);
        UseCurrentParameters();
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

    /// <summary>Copies the images into the buffer the first kernel reads.</summary>
    /// <param name="input">Images one after the other.</param>
    protected abstract void LoadInput(ReadOnlySpan<float> input);

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
