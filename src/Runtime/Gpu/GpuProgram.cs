namespace Kiln.Gpu;

/// <summary>What a network's kernels for graphics processors are launched with: made by the generator, run by Kiln.Gpu.</summary>
/// <param name="Kernels">The full name of the class with the kernels.</param>
/// <param name="Buffers">The arrays on the device.</param>
/// <param name="Launches">The kernels in the order in which they run.</param>
/// <param name="FloatsPerImage">Floats of the arena of maps for each image of a call.</param>
/// <param name="FloatsPerCall">Floats of the arrays that all images of a call share.</param>
/// <param name="Inputs">The buffers that the caller fills before a run, one an input.</param>
/// <param name="Scores">The buffer of the scores.</param>
/// <param name="Given">The buffer of the derivative by the scores that the caller gives; −1 without.</param>
/// <param name="InputGradients">The buffers of the gradients by the inputs, −1 for an input that no loss depends on.</param>
/// <param name="Losses">The losses, in the order of the layers.</param>
public sealed record GpuProgram(
    string Kernels,
    IReadOnlyList<GpuBuffer> Buffers,
    IReadOnlyList<GpuLaunch> Launches,
    long FloatsPerImage,
    long FloatsPerCall,
    IReadOnlyList<int> Inputs,
    int Scores,
    int Given,
    IReadOnlyList<int> InputGradients,
    IReadOnlyList<GpuLoss> Losses)
{
    /// <summary>The most images a kernel's launch can number: indices of elements are of 32 bits.</summary>
    public int MostImages => (int)Math.Min(1 << 20, int.MaxValue / Math.Max(1, Buffers.Where(buffer => buffer.Space == GpuSpace.Images).Select(buffer => buffer.Floats).DefaultIfEmpty().Max()));

    /// <summary>Whether inference has kernels of its own.</summary>
    public bool HasModes { get; } = Launches.Any(launch => launch.Phase == GpuPhase.Inference);

    /// <summary>The phase whose kernels run in inference.</summary>
    public GpuPhase InferencePhase => HasModes ? GpuPhase.Inference : GpuPhase.Forward;

    /// <summary>Floats of device memory that a network needs: maps, what a call shares, parameters, their gradients and what an optimizer keeps.</summary>
    /// <param name="maxBatch">The most images of a call.</param>
    /// <param name="parameters">Floats of the parameter arena.</param>
    public long Floats(int maxBatch, long parameters) => (FloatsPerImage * maxBatch) + FloatsPerCall + (3 * parameters);
}

/// <summary>Where an array lies.</summary>
public enum GpuSpace
{
    /// <summary>In the arena of maps, at its place times maxBatch.</summary>
    Images,

    /// <summary>In the memory that all images of a call share.</summary>
    Call,

    /// <summary>In the parameters.</summary>
    Parameters,

    /// <summary>In their gradients.</summary>
    Gradients,
}

/// <summary>One array on the device.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Space">Where it lies.</param>
/// <param name="Offset">Floats from the start of that memory; of a map for each image of maxBatch.</param>
/// <param name="Floats">Its floats; of a map for each image.</param>
/// <param name="ElementBytes">Bytes of an element: 4, or 1 or 2 of small numbers.</param>
public sealed record GpuBuffer(string Name, GpuSpace Space, long Offset, long Floats, int ElementBytes = 4);

/// <summary>When a kernel runs.</summary>
public enum GpuPhase
{
    /// <summary>When parameters have changed.</summary>
    Parameters,

    /// <summary>In the forward run, of a network with two modes in that of training.</summary>
    Forward,

    /// <summary>In the backward run.</summary>
    Backward,

    /// <summary>In the backward run where the gradients by the inputs are wanted.</summary>
    BackwardOnRequest,

    /// <summary>In the forward run of inference, where that differs.</summary>
    Inference,
}

/// <summary>What a sum over the images of a call is divided into: <c>min(Most, ceil(images · PerImage / Divisor))</c> parts.</summary>
/// <param name="PerImage">Terms that an image adds.</param>
/// <param name="Divisor">The fewest terms of a part.</param>
/// <param name="Most">The most parts.</param>
public sealed record GpuParts(long PerImage, int Divisor, int Most)
{
    /// <summary>How many parts a call has.</summary>
    /// <param name="images">Images of the call.</param>
    public int Of(int images) => (int)Math.Min(Most, ((images * PerImage) + Divisor - 1) / Divisor);
}

/// <summary>One launch of a kernel. The grid has <c>ceil(images · PerImage / Divisor)</c> groups one way, <see cref="GridY"/> and <see cref="GridZ"/> the others; where a sum is divided, so many the third way for
/// each part.</summary>
/// <param name="Kernel">The method.</param>
/// <param name="Phase">When it runs.</param>
/// <param name="PerImage">What the images of a call are multiplied by; 0 for a grid that does not depend on them.</param>
/// <param name="Divisor">What that is divided by; of a grid that does not depend on the images how many groups there are.</param>
/// <param name="GridY">Groups the second way.</param>
/// <param name="GridZ">Groups the third way.</param>
/// <param name="Threads">Threads of a group.</param>
/// <param name="SharedBytes">Memory that the threads of a group share.</param>
/// <param name="Arguments">What it is given, in order.</param>
/// <param name="BytesPerImage">Bytes that it reads and writes for each image, each array counted once.</param>
/// <param name="BytesPerCall">Bytes of the arrays that do not grow with the images.</param>
/// <param name="MultiplyAdds">Multiply-adds an image.</param>
/// <param name="Reason">Why it is divided as it is.</param>
/// <param name="Parts">The parts of its sum, where those are divided among the groups.</param>
public sealed record GpuLaunch(
    string Kernel,
    GpuPhase Phase,
    long PerImage,
    int Divisor,
    int GridY,
    int GridZ,
    int Threads,
    int SharedBytes,
    IReadOnlyList<GpuArgument> Arguments,
    long BytesPerImage,
    long BytesPerCall,
    long MultiplyAdds,
    string Reason,
    GpuParts? Parts = null)
{
    /// <summary>Groups each way.</summary>
    /// <param name="images">Images of the call.</param>
    public (int X, int Y, int Z) Grid(int images) =>
        ((int)(PerImage == 0 ? Divisor : ((images * PerImage) + Divisor - 1) / Divisor), GridY, GridZ * (Parts?.Of(images) ?? 1));
}

/// <summary>What an argument is.</summary>
public enum GpuArgumentKind
{
    /// <summary>An array.</summary>
    Buffer,

    /// <summary>How many images the call has.</summary>
    Images,

    /// <summary>What one image's loss counts in the average.</summary>
    ImageShare,

    /// <summary>The key of the random numbers of a layer in this step.</summary>
    DropoutKey,

    /// <summary>The key of the random numbers of a layer that drops in every step what it drops in the first; the index is that of the layer.</summary>
    FrozenDropoutKey,

    /// <summary>The labels or targets of a loss.</summary>
    Labels,

    /// <summary>What each of them counts.</summary>
    Weights,

    /// <summary>Where a loss goes.</summary>
    Losses,

    /// <summary>Where its ranks go.</summary>
    Ranks,

    /// <summary>Whether the run has labels: 1 or 0.</summary>
    HasLabels,
}

/// <summary>One argument of a kernel.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">The buffer, the layer or the loss.</param>
public readonly record struct GpuArgument(GpuArgumentKind Kind, int Index = 0);

/// <summary>A loss that kernels compute.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Positions">Pixels of its scores.</param>
/// <param name="Classes">Channels of its scores.</param>
public sealed record GpuLoss(string Layer, int Positions, int Classes);
