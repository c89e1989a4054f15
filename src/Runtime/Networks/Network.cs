using System.ComponentModel;
using System.Diagnostics;
using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln;

/// <summary>What every compiled network has: its description, parameters, threads and layers. The generator derives the user's class from it.</summary>
/// <remarks>A network holds one set of buffers: use one instance a thread. Several instances may share one <see cref="ParameterSet"/>.</remarks>
public abstract class Network : TeamJob, IDisposable
{
    /// <summary>Floats after which memory is given back while an array is packed: 16 MB.</summary>
    private const int ReleasedAtOnce = 4 << 20;

    private readonly WorkerTeam team;
    private AlignedBuffer<float>[] scratch = [];

    /// <summary>The version of the parameters when the last packing that finished began; all versions are newer than the first value.</summary>
    private long packedVersion = -1;

    /// <summary>Whether what has been packed is given back at once.</summary>
    private bool releases;

    /// <summary>Called by generated code.</summary>
    /// <param name="description">What was compiled.</param>
    /// <param name="parameters">The parameters to run with.</param>
    /// <param name="threads">How many threads share a kernel's work; 0 for one a processor.</param>
    protected Network(NetworkDescription description, ParameterSet parameters, int threads)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(parameters);
        Description = description;
        Parameters = parameters;
        VectorBits = VectorWidth.Bits;
        team = new WorkerTeam(threads);
    }

    /// <summary>Layers, parameters, kernels and buffers.</summary>
    public NetworkDescription Description { get; }

    /// <summary>Its kernels for graphics processors; null where it was not declared with <see cref="Targets.Gpu"/>. Kiln.Gpu runs them.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual Gpu.GpuProgram? CompiledForGpu => null;

    /// <summary>The parameters it runs with.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How many threads share a kernel's work. The results do not depend on it.</summary>
    public int Threads => team.Threads;

    /// <summary>Bits of the vectors that its kernels compute with: 256 (AVX2) or 512 (AVX-512); see <see cref="VectorWidth"/>.</summary>
    public int VectorBits { get; }

    /// <summary>The layers in order, the input first.</summary>
    public IReadOnlyList<Layer> Layers { get; private set; } = [];

    /// <summary>Measures the kernels; null, at no cost, unless set.</summary>
    public KernelClock? Clock { get; set; }

    /// <summary>Whether each call looks for NaN and infinities in the images that it is given, and in a derivative of the caller's own, and refuses them with their
    /// place. It costs one more pass over the images.</summary>
    public bool CheckInputs { get; set; }

    /// <summary>For generated code: whether the kernels for 512 bits run.</summary>
    protected bool UsesAvx512 => VectorWidth.MayBe512 && VectorBits == 512;

    /// <summary>The threads.</summary>
    internal WorkerTeam Team => team;

    /// <summary>Ends the network's threads.</summary>
    public void Dispose()
    {
        team.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The output of one layer in the last run.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <exception cref="InvalidOperationException">The output is not stored.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract ReadOnlySpan<float> LayerOutput(int layer);

    /// <summary>For generated code: the gradient by one layer's output.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <exception cref="InvalidOperationException">It is not kept.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual ReadOnlySpan<float> LayerGradient(int layer) =>
        throw new InvalidOperationException($"the gradient by {Description.Layers[layer].Name} is not kept; declare the layer with KeepGradient = true to read it");

    /// <summary>The gradient by one layer's output.</summary>
    /// <param name="layer">Index of the layer.</param>
    internal virtual ReadOnlySpan<float> GradientOfLayer(int layer) =>
        throw new InvalidOperationException($"{GetType().Name} has no gradients: it only infers; ask the network that trains");

    /// <summary>Gradient of one parameter array.</summary>
    /// <param name="parameter">The array.</param>
    internal virtual ReadOnlySpan<float> Gradient(ParameterDescription parameter) =>
        throw new InvalidOperationException($"{GetType().Name} has no gradients: it only infers; ask the network that trains");

    /// <summary>The layer of a path, <c>Stage2.Rest[0].Conv1</c>.</summary>
    /// <param name="path">Properties from the network to the layer, with a dot between.</param>
    /// <exception cref="KeyNotFoundException">The network has no such layer; a reader lacks those that its scores do not need.</exception>
    internal Layer Find(string path) =>
        Layers.FirstOrDefault(layer => layer.Name == path)
        ?? throw new KeyNotFoundException($"{GetType().Name} has no layer {path}: a network that only infers has the layers that its scores need; ask the network that trains");

    /// <summary>Called by generated code when its layers are made.</summary>
    /// <param name="layers">The layers in order.</param>
    protected void Declare(params Layer[] layers) => Layers = layers;

    /// <summary>Runs a kernel over all its units, divided among the threads.</summary>
    /// <param name="kernel">Index of the kernel.</param>
    /// <param name="units">Its independent units of work.</param>
    protected void Run(int kernel, int units)
    {
        if (Clock is not { } clock)
        {
            team.Run(this, kernel, units);
            return;
        }

        if (!clock.Lets(kernel))
            return;

        clock.Note(kernel, units, RunRange);
        long start = Stopwatch.GetTimestamp();
        team.Run(this, kernel, units);
        clock.Add(kernel, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>For generated code: writes zeros around maps in front of the kernel that writes them, since other maps may have lain there.</summary>
    /// <param name="kernel">Index of the kernel.</param>
    /// <param name="maps">The maps with their borders, those of the images that the kernel takes first.</param>
    /// <param name="image">Floats from one map to the next.</param>
    /// <param name="row">Floats of a row.</param>
    /// <param name="top">Rows of the border above.</param>
    /// <param name="bottom">Rows below.</param>
    /// <param name="left">Floats on the left of every row.</param>
    /// <param name="right">Floats on its right.</param>
    protected void ClearBorder(int kernel, Span<float> maps, int image, int row, int top, int bottom, int left, int right)
    {
        if (Clock is { } clock && !clock.Lets(kernel))
            return;

        for (int n = 0; n < BorderImages; n++)
            ClearBorder(maps.Slice(n * image, image), image, row, top, bottom, left, right);
    }

    /// <summary>For generated code: writes zeros around one map.</summary>
    /// <param name="map">The map with its border.</param>
    /// <param name="image">Its floats.</param>
    /// <param name="row">Floats of a row.</param>
    /// <param name="top">Rows of the border above.</param>
    /// <param name="bottom">Rows below.</param>
    /// <param name="left">Floats on the left of every row.</param>
    /// <param name="right">Floats on its right.</param>
    protected static void ClearBorder(Span<float> map, int image, int row, int top, int bottom, int left, int right)
    {
        int first = top * row, end = image - (bottom * row);
        map[..first].Clear();
        map[end..image].Clear();
        for (int at = first; at < end; at += row)
        {
            map.Slice(at, left).Clear();
            map.Slice(at + row - right, right).Clear();
        }
    }

    /// <summary>How many maps have borders to clear.</summary>
    private protected virtual int BorderImages => 1;

    /// <summary>The images that kernels take now: the first and how many, where those are not all.</summary>
    private protected virtual (int First, int Count) RunRange
    {
        get => default;
        set
        {
        }
    }

    /// <summary>Runs the clock's last kernel again on the values of the last run: for benchmarks of one kernel.</summary>
    /// <exception cref="InvalidOperationException">There is no clock, or that kernel has not run under it.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public virtual void RepeatLastKernel()
    {
        if (Clock is not { LastUnits: > 0 } clock)
            throw new InvalidOperationException("no kernel can be repeated: set Clock, then run the network so that the clock's last kernel runs");

        RunRange = clock.LastRange;
        team.Run(this, clock.Last, clock.LastUnits);
        RunRange = default;
    }

    /// <summary>Gives every thread memory of its own.</summary>
    /// <param name="floats">Floats per thread.</param>
    protected void AllocateScratch(int floats)
    {
        if (floats > 0)
            scratch = [.. Enumerable.Range(0, Threads).Select(_ => new AlignedBuffer<float>(floats))];
    }

    /// <summary>The memory of one thread.</summary>
    /// <param name="worker">The thread's number.</param>
    protected Span<float> Scratch(int worker) => scratch[worker].Span;

    /// <summary>Copies maps out of buffers that have a border around each.</summary>
    /// <param name="maps">The buffer.</param>
    /// <param name="images">How many maps.</param>
    /// <param name="image">Floats from one map to the next.</param>
    /// <param name="origin">Floats before the first pixel of a map.</param>
    /// <param name="height">Rows of a map.</param>
    /// <param name="row">Floats from one row to the next.</param>
    /// <param name="rowLength">Floats of a row without its border.</param>
    protected static ReadOnlySpan<float> Interior(ReadOnlySpan<float> maps, int images, int image, int origin, int height, int row, int rowLength)
    {
        float[] copy = new float[images * height * rowLength];
        for (int n = 0; n < images; n++)
            for (int y = 0; y < height; y++)
                maps.Slice((n * image) + origin + (y * row), rowLength).CopyTo(copy.AsSpan(((n * height) + y) * rowLength));

        return copy;
    }

    /// <summary>The error of asking for an output that is not there.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="reason">Why it is not there.</param>
    protected static InvalidOperationException NotStored(string layer, string reason) =>
        new($"the output of {layer} is not stored: {reason}; declare the layer with Keep = true to read it");

    /// <summary>Copies the parameters into the layouts the kernels read. What depends only on arrays that have not <see cref="Changed"/> may be left
    /// as it is.</summary>
    protected abstract void PackParameters();

    /// <summary>For generated code, in <see cref="PackParameters"/>: whether an array may differ from what was packed last. At the first packing all
    /// do, and after a packing that threw those that it should have packed still do.</summary>
    /// <param name="parameter">Index of the array in <see cref="ParameterSet.Arrays"/> of <see cref="Parameters"/>, which is the order of the network
    /// that is trained.</param>
    protected bool Changed(int parameter) => Parameters.Arrays[parameter].Version > packedVersion;

    /// <summary>For generated code: copies an array into the order of a kernel, where no kernel will want it in its own again.</summary>
    /// <param name="kernel">Index of the kernel that copies.</param>
    /// <param name="units">Its units of work.</param>
    /// <param name="parameter">The array.</param>
    /// <param name="inOrder">Whether the units are equal parts of the array, one after the other.</param>
    protected void Pack(int kernel, int units, int parameter, bool inOrder)
    {
        if (!releases)
        {
            Run(kernel, units);
            return;
        }

        ParameterDescription array = Parameters.Arrays[parameter].Description;
        int atOnce = inOrder ? Math.Max(1, (int)((long)units * ReleasedAtOnce / array.Length)) : units;
        for (int first = 0; first < units; first += atOnce)
        {
            int count = Math.Min(atOnce, units - first);
            team.Run(this, kernel, first, count);
            int done = (int)((long)array.Length * first / units);
            Parameters.GiveBack(array.Offset + done, (int)((long)array.Length * (first + count) / units) - done);
        }
    }

    /// <summary>For generated code: some of the parameters, as they lie in <see cref="Parameters"/>.</summary>
    /// <param name="offset">The first.</param>
    /// <param name="length">How many.</param>
    protected ReadOnlySpan<float> ParameterFloats(int offset, int length) => Parameters.Arena.Slice(offset, length);

    /// <summary>Copies the parameters into the order in which the kernels read them, and gives back the memory of those that no kernel reads as they were: of VGG-16's 528 MB
    /// nearly all, piece by piece while they are copied. For a network that only infers, and alone has its parameters.</summary>
    /// <remarks>From then on <see cref="Parameters"/> can be neither read, changed, saved nor shared, and other networks on them refuse to run. Elsewhere than on Linux, where the system
    /// takes back no part of an array, the memory stays.</remarks>
    /// <exception cref="InvalidOperationException">The network trains, or another one has the parameters already.</exception>
    public void ReleaseParameters()
    {
        if (this is TrainableNetwork)
            throw new InvalidOperationException($"{Description.ClassName} trains, and a step changes its parameters: release those of an [InferenceOf<{Description.ClassName}>] instead");
        if (releases)
            return;

        Parameters.Release(GetType().Name);
        releases = true;

        // What was packed before is packed again, so that all is given back that can be.
        packedVersion = -1;
        UseCurrentParameters();
    }

    /// <summary>Packs the parameters if they changed since the last time.</summary>
    private protected void UseCurrentParameters()
    {
        // Read before packing: what changes from here on counts as newer than what is packed.
        long version = Parameters.Version;
        if (version == packedVersion)
            return;
        if (Parameters.IsReleased && !releases)
            throw Parameters.Released();

        PackParameters();
        packedVersion = version;
    }
}
