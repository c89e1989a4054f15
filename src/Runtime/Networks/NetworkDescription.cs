namespace Kiln;

/// <summary>What a compiled network is made of: for inspection, checkpoints and tests.</summary>
/// <param name="Name">Full name of the class whose parameters it uses.</param>
/// <param name="Layers">The layers in order, inputs first.</param>
/// <param name="Parameters">The parameter arrays in the order of the arena.</param>
/// <param name="Kernels">The kernels in the order in which they run: those of parameters, forward, backward, then those of inference where it differs.</param>
/// <param name="Buffers">The buffers of the arena of activations.</param>
/// <param name="Memory">What the network allocates beside its parameters.</param>
/// <param name="Costs">What every kernel has to do and what else was considered, in the compiler's own short form, which <see cref="Inspection.PredictionTable"/> reads; empty where extents are open.</param>
public sealed record NetworkDescription(
    string Name,
    IReadOnlyList<LayerDescription> Layers,
    IReadOnlyList<ParameterDescription> Parameters,
    IReadOnlyList<KernelDescription> Kernels,
    IReadOnlyList<BufferDescription> Buffers,
    MemoryDescription Memory,
    string Costs = "")
{
    /// <summary>The name of the class alone.</summary>
    internal string ClassName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The map the network reads; of several inputs, the first.</summary>
    public Shape InputShape => Layers[0].OutputShape;

    /// <summary>How many inputs it has: the first layers.</summary>
    public int InputCount
    {
        get
        {
            int count = 0;
            while (count < Layers.Count && Layers[count].Kind == "input")
                count++;

            return count;
        }
    }

    /// <summary>Floats of all its inputs for one image.</summary>
    public int InputFloats
    {
        get
        {
            int floats = 0;
            for (int input = 0; input < InputCount; input++)
                floats += Layers[input].OutputShape.Count;

            return floats;
        }
    }

    /// <summary>Floats of the parameter arena, alignment included.</summary>
    public int ParameterArenaFloats => Parameters.Count == 0 ? 0 : Parameters[^1].Offset + Parameters[^1].Length;

    /// <summary>Floats of all parameters.</summary>
    public int ParameterCount => Parameters.Sum(p => p.Length);

    /// <summary>Whether a training step is compiled.</summary>
    public bool Trains => Kernels.Any(kernel => kernel.Direction == "Backward");
}

/// <summary>What a network allocates beside its parameters, in floats.</summary>
/// <param name="Maps">Maps that live from one kernel to a later one, for each image of maxBatch.</param>
/// <param name="ChunkMaps">Maps that live while a few images pass through several kernels, an image of these.</param>
/// <param name="ChunkImages">How many images these are at most.</param>
/// <param name="Channels">Numbers per channel: sums, means, factors.</param>
/// <param name="Packed256">Copies of weights in the order kernels read them, and what kernels gather in, with vectors of 256 bits. Two half floats count as one.</param>
/// <param name="Packed512">The same with vectors of 512 bits.</param>
/// <param name="Scratch256">Memory of a thread's own, with vectors of 256 bits.</param>
/// <param name="Scratch512">The same with vectors of 512 bits.</param>
/// <param name="Halves256">Half floats among the copies of weights, with vectors of 256 bits.</param>
/// <param name="Halves512">The same with vectors of 512 bits.</param>
public sealed record MemoryDescription(
    long Maps, long ChunkMaps = 0, int ChunkImages = 0, long Channels = 0, long Packed256 = 0, long Packed512 = 0, long Scratch256 = 0, long Scratch512 = 0,
    long Halves256 = 0, long Halves512 = 0)
{
    /// <summary>Floats of the maps of all images, and of those of a few images at a time.</summary>
    /// <param name="maxBatch">The most images of one call.</param>
    public long MapsFor(int maxBatch) => (Maps * maxBatch) + (ChunkMaps * Math.Min(maxBatch, ChunkImages));

    /// <summary>Floats of packed weights.</summary>
    /// <param name="vectorBits">The width of vectors that the network computes with.</param>
    public long Packed(int vectorBits) => vectorBits == 512 ? Packed512 : Packed256;

    /// <summary>Weights that are packed as half floats.</summary>
    /// <param name="vectorBits">The width of vectors that the network computes with.</param>
    public long Halves(int vectorBits) => vectorBits == 512 ? Halves512 : Halves256;

    /// <summary>Floats of the threads' own memory.</summary>
    /// <param name="vectorBits">The width of vectors that the network computes with.</param>
    /// <param name="threads">How many threads share the work.</param>
    public long Scratch(int vectorBits, int threads) => threads * (vectorBits == 512 ? Scratch512 : Scratch256);
}

/// <summary>One layer.</summary>
/// <param name="Name">The property that declares it.</param>
/// <param name="Kind">The attribute's name in lower case: conv, maxpool, relu …</param>
/// <param name="Inputs">Names of the layers that it reads.</param>
/// <param name="OutputShape">The map it computes.</param>
/// <param name="Window">The window it slides; <see cref="WindowDescription.None"/> for a pointwise layer.</param>
/// <param name="Options">All else that decides what it computes, by name, values that were not given included.</param>
/// <param name="FilterDepth">Channels of a filter, 0 for a layer without filters.</param>
/// <param name="Filters">Number of filters, 0 for a layer without filters.</param>
/// <param name="ForwardKernel">The kernel that computes it; empty for the input.</param>
/// <param name="Stored">Whether its output is written to memory.</param>
/// <param name="WeightsOf">The layer whose parameter arrays it has; null for arrays of its own, or none.</param>
/// <param name="Formula">What a function of the user's own computes, of x, or of x1, x2 … for several inputs, numbers to the last bit; null for another layer.</param>
/// <param name="Labels">What a loss, or a measure of errors, compares the scores of its input with; null for another layer.</param>
public sealed record LayerDescription(
    string Name,
    string Kind,
    IReadOnlyList<string> Inputs,
    Shape OutputShape,
    WindowDescription Window,
    IReadOnlyList<LayerOption> Options,
    int FilterDepth,
    int Filters,
    string ForwardKernel,
    bool Stored,
    string? WeightsOf = null,
    string? Formula = null,
    LossLabels? Labels = null)
{
    /// <summary>The layer that names its parameter arrays: <see cref="WeightsOf"/>, or itself.</summary>
    public string ParametersOf => WeightsOf ?? Name;

    /// <summary>Whether it is a loss or a measure of errors, which exists in training alone and whose scores are what its input computes.</summary>
    public bool IsLoss => Labels is not null;

    /// <summary>The value of an option.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The layer has no such option.</exception>
    public double Option(string name) => Given(name) ?? throw new ArgumentException($"{Name} ({Kind}) has no option '{name}'", nameof(name));

    /// <summary>The value of an option; null if the layer has none of that name.</summary>
    internal double? Given(string name)
    {
        foreach (LayerOption option in Options)
        {
            if (option.Name == name)
                return option.Value;
        }

        return null;
    }
}

/// <summary>One number that decides what a layer computes, beside its window.</summary>
/// <param name="Name">The attribute's property: <c>Leak</c>.</param>
/// <param name="Value">Its value; 0 and 1 for a flag.</param>
public readonly record struct LayerOption(string Name, double Value);

/// <summary>The window of a layer.</summary>
/// <param name="Height">Rows; 0 where the window is the whole map.</param>
/// <param name="Width">Columns; 0 where the window is the whole map.</param>
/// <param name="StrideY">Step down.</param>
/// <param name="StrideX">Step along.</param>
/// <param name="PadTop">Rows added above.</param>
/// <param name="PadBottom">Rows added below.</param>
/// <param name="PadLeft">Columns added on the left.</param>
/// <param name="PadRight">Columns added on the right.</param>
/// <param name="DilationY">Rows from one tap to the next.</param>
/// <param name="DilationX">Columns from one tap to the next.</param>
public readonly record struct WindowDescription(
    int Height, int Width, int StrideY, int StrideX, int PadTop, int PadBottom, int PadLeft, int PadRight, int DilationY = 1, int DilationX = 1)
{
    /// <summary>A pointwise layer's: one pixel, step 1, no padding.</summary>
    public static WindowDescription None { get; } = new(1, 1, 1, 1, 0, 0, 0, 0);

    /// <summary>Whether it is the whole map, whatever its extents.</summary>
    public bool IsWholeMap => Height == 0;
}

/// <summary>What a training step does to an array of parameters.</summary>
public enum ParameterUpdate
{
    /// <summary>The optimizer follows its gradient.</summary>
    Gradient,

    /// <summary>It moves towards what the batch has in its place, by the array's learning rate: the moments of a batch normalisation.</summary>
    Average,

    /// <summary>Nothing: it is frozen.</summary>
    Fixed,
}

/// <summary>One array of parameters.</summary>
/// <param name="Name">Layer and role, for example <c>Conv1.Weights</c>.</param>
/// <param name="Dimensions">Extents, the innermost last.</param>
/// <param name="Offset">Where it starts in the arena, in floats; a multiple of 16.</param>
/// <param name="Length">Floats.</param>
/// <param name="FanIn">Inputs that one output sums, 0 for arrays that start at one value.</param>
/// <param name="Start">The value at which an array without fan-in starts.</param>
/// <param name="Update">What a training step does to it.</param>
/// <param name="LearningRateScale">Multiplier of the learning rate; for averages the rate itself.</param>
/// <param name="WeightDecayScale">Multiplier of the weight decay.</param>
/// <param name="FanOut">Outputs that one input takes part in, strides apart; 0 for arrays that start at one value.</param>
/// <param name="Initialization">How its random values spread, whatever the network's do; null where nothing is declared.</param>
public sealed record ParameterDescription(
    string Name, IReadOnlyList<int> Dimensions, int Offset, int Length, int FanIn, float Start, ParameterUpdate Update, double LearningRateScale, double WeightDecayScale,
    int FanOut = 0, Initialization? Initialization = null)
{
    /// <summary>The layer that names it: <c>Conv1</c> of <c>Conv1.Weights</c>.</summary>
    public string Layer => Name[..Name.LastIndexOf('.')];

    /// <summary>What it is to the layer: <c>Weights</c> of <c>Conv1.Weights</c>.</summary>
    internal string Role => Name[(Name.LastIndexOf('.') + 1)..];
}

/// <summary>One emitted kernel.</summary>
/// <param name="Name">The method's name, made of the layers it computes.</param>
/// <param name="Direction">When it runs: Parameters (when these have changed), Forward, Backward, or Inference where that differs from training's forward run.</param>
/// <param name="ReasonFor256">What was fused and how the work is tiled for vectors of 256 bits, and why.</param>
/// <param name="ReasonFor512">The same for vectors of 512 bits.</param>
/// <param name="MultiplyAdds">Multiply-adds an image that the kernel must do, without padding of lanes.</param>
public sealed record KernelDescription(string Name, string Direction, string ReasonFor256, string ReasonFor512, long MultiplyAdds)
{
    /// <summary>What was fused and how the work is tiled, and why.</summary>
    /// <param name="vectorBits">The width of vectors that a network computes with.</param>
    public string ReasonFor(int vectorBits) => vectorBits == 512 ? ReasonFor512 : ReasonFor256;
}

/// <summary>One buffer of the arena.</summary>
/// <param name="Name">The value it holds.</param>
/// <param name="Offset">Where it starts, in floats per image.</param>
/// <param name="Floats">Its size, in floats per image.</param>
/// <param name="FirstKernel">Index of the kernel that writes it first.</param>
/// <param name="LastKernel">Index of the kernel that reads it last.</param>
public sealed record BufferDescription(string Name, int Offset, int Floats, int FirstKernel, int LastKernel);
