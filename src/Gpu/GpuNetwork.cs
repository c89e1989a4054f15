using System.Reflection;

namespace Kiln.Gpu;

/// <summary>A network on a device: its maps, parameters and gradients are there, and its kernels run there.</summary>
/// <remarks>The parameters are those of a <see cref="Network"/> on the processor, uploaded when it is made and downloaded on demand. Use one instance a thread.</remarks>
public sealed partial class GpuNetwork : IDisposable
{
    private readonly GpuProgram program;
    private readonly GpuMemory images, call, parameters, gradients, marks;
    private readonly GpuKernel[] kernels;
    private readonly long[] markOffsets;
    private readonly LossTerm[] losses;
    private readonly LossTerm? main;
    private readonly GpuValue[] arguments;

    /// <summary>Images of the last call that returned a report.</summary>
    private int reported;

    /// <summary>Images of the forward run of a training that a derivative may go back through; 0 after any other run.</summary>
    private int forwardImages;

    /// <summary>Puts a network on a device.</summary>
    /// <param name="network">The network, declared with <see cref="Targets.Gpu"/>. Its own buffers are not used: build it for one image.</param>
    /// <param name="device">The device.</param>
    /// <param name="maxBatch">The most images of one call.</param>
    /// <exception cref="GpuException">The network has no kernels for graphics processors, or the device has too little memory; the message says how many images fit.</exception>
    public GpuNetwork(Network network, GpuDevice device, int maxBatch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatch);
        Network = network;
        Device = device;
        MaxBatch = maxBatch;
        program = network.CompiledForGpu
            ?? throw new GpuException($"{network.GetType().Name} has no kernels for graphics processors; declare it with [Network(Targets = Targets.Cpu | Targets.Gpu)]");
        long arena = network.Description.ParameterArenaFloats, needed = sizeof(float) * program.Floats(maxBatch, arena), free = device.FreeBytes;
        if (needed > free || maxBatch > program.MostImages)
        {
            long fixedBytes = sizeof(float) * program.Floats(0, arena), fits = Math.Min(program.MostImages, (free - fixedBytes) / Math.Max(1, sizeof(float) * program.FloatsPerImage));
            throw new GpuException(fits < 1
                ? $"{network.GetType().Name} needs {Megabytes(needed)} on {device.Name}, which has {Megabytes(free)} free: not even one image fits"
                : $"{network.GetType().Name} needs {Megabytes(needed)} for {maxBatch} images on {device.Name}, which has {Megabytes(free)} free; a batch of {fits} fits");
        }

        images = device.Allocate(Math.Max(4, sizeof(float) * program.FloatsPerImage * maxBatch));
        call = device.Allocate(Math.Max(4, sizeof(float) * program.FloatsPerCall));
        parameters = device.Allocate(Math.Max(4, sizeof(float) * arena));
        gradients = device.Allocate(Math.Max(4, sizeof(float) * arena));

        // No kernel writes the gradient of what does not learn.
        device.Upload<float>(gradients, 0, new float[arena]);
        losses = [.. program.Losses.Select(loss => Named(loss.Layer)).Select(layer => new LossTerm(layer, Named(layer.Inputs[0]), maxBatch, network.Description.Name))];
        main = LossTerm.Heaviest(losses);
        markOffsets = new long[losses.Length + 1];
        for (int i = 0; i < losses.Length; i++)
            markOffsets[i + 1] = markOffsets[i] + (2 * sizeof(float) * ((long)losses[i].PerImage + losses[i].Positions) * maxBatch);

        marks = device.Allocate(Math.Max(4, markOffsets[^1]));

        Assembly assembly = network.GetType().Assembly;
        kernels = [.. program.Launches.Select(launch => device.Load(assembly, program.Kernels, launch.Kernel))];
        arguments = new GpuValue[program.Launches.Select(launch => launch.Arguments.Count).DefaultIfEmpty().Max()];
        UploadParameters();

        LayerDescription Named(string name) => network.Description.Layers.First(layer => layer.Name == name);
    }

    /// <summary>The network on the processor whose parameters it has.</summary>
    public Network Network { get; }

    /// <summary>Where it runs.</summary>
    public GpuDevice Device { get; }

    /// <summary>The most images of one call.</summary>
    public int MaxBatch { get; }

    /// <summary>The kernels and arrays.</summary>
    public GpuProgram Program => program;

    /// <summary>How many training steps were taken before this one: with <see cref="DropoutSeed"/> it decides what dropout drops.</summary>
    public long StepCount { get; set; }

    /// <summary>The seed of all that dropout drops.</summary>
    public int DropoutSeed { get; set; } = 1;

    /// <summary>The arena of parameters on the device.</summary>
    internal GpuMemory ParameterMemory => parameters;

    /// <summary>The arena of their gradients.</summary>
    internal GpuMemory GradientMemory => gradients;

    /// <summary>Copies the parameters to the device and computes what follows from them.</summary>
    public void UploadParameters()
    {
        Device.Upload<float>(parameters, 0, Network.Parameters.Values);
        UseParameters();
    }

    /// <summary>Computes what follows from parameters that have changed on the device.</summary>
    internal void UseParameters() => Run(GpuPhase.Parameters, 1, false);

    /// <summary>Copies the parameters back to the network on the processor.</summary>
    public void DownloadParameters()
    {
        Device.Download(parameters, 0, Network.Parameters.Edit());
    }

    /// <summary>Copies the gradients of all parameters, in the places of the parameters' arena.</summary>
    /// <param name="destination">As long as the arena.</param>
    public void DownloadGradients(Span<float> destination) => Device.Download(gradients, 0, destination);

    /// <summary>Computes the scores of images as in inference.</summary>
    /// <param name="input">Images one after the other, as the network on the processor takes them.</param>
    /// <returns>The scores of each.</returns>
    public float[] Forward(ReadOnlySpan<float> input)
    {
        int count = Load(input);
        Run(program.InferencePhase, count, hasLabels: false);
        return Scores(count);
    }

    /// <summary>The gradients of a loss of the caller's own, by images whose scores the last <see cref="ForwardForTraining"/> computed.</summary>
    /// <param name="scoresGradient">The derivative of that loss by the scores.</param>
    /// <param name="imageGradients">Empty, or gets the gradients of the images.</param>
    /// <exception cref="ArgumentException">The derivative is not one of the last images' scores.</exception>
    /// <exception cref="InvalidOperationException">The network takes no derivative, or its last call was not <see cref="ForwardForTraining"/>.</exception>
    public void Backward(ReadOnlySpan<float> scoresGradient, Span<float> imageGradients = default)
    {
        if (program.Given < 0)
            throw new InvalidOperationException($"{Network.GetType().Name} takes no derivative from outside; declare it with [Network(OwnLoss = true)]");

        int count = forwardImages;
        if (count == 0)
            throw new InvalidOperationException($"the last call of {Network.GetType().Name} left no forward run of a training to go back through; run ForwardForTraining before each Backward");

        Require.Length(scoresGradient.Length, count * (int)program.Buffers[program.Given].Floats, "the derivative by the scores", nameof(scoresGradient));
        Device.Upload(images, Offset(program.Given), scoresGradient);
        RunBackward(count, !imageGradients.IsEmpty);
        CopyInputGradients(imageGradients, count);
    }

    /// <summary>Computes the scores of images as a training step does.</summary>
    /// <param name="input">Images one after the other.</param>
    public float[] ForwardForTraining(ReadOnlySpan<float> input)
    {
        int count = Load(input);
        Run(GpuPhase.Forward, count, hasLabels: false);
        forwardImages = count;
        return Scores(count);
    }

    /// <summary>The scores that the last run left.</summary>
    /// <param name="count">Images of that run.</param>
    public float[] Scores(int count) => Read(program.Scores, count);

    /// <summary>The output of a layer that is kept, or any other array by its name, as the last run left it.</summary>
    /// <param name="name">The layer.</param>
    /// <param name="count">Images of that run.</param>
    public float[] Read(string name, int count) =>
        Read(program.Buffers.Select((buffer, index) => (buffer, index)).First(pair => pair.buffer.Name == name && pair.buffer.Space == GpuSpace.Images).index, count);

    /// <inheritdoc/>
    public void Dispose()
    {
        images.Dispose();
        call.Dispose();
        parameters.Dispose();
        gradients.Dispose();
        marks.Dispose();
    }

    /// <summary>Where an input's maps lie.</summary>
    internal GpuValue Input(int input) => View(program.Inputs[input]);

    /// <summary>Queues the forward kernels of a training step and the backward ones.</summary>
    internal void RunTraining(int count, (GpuMemory Memory, long Offset)? report)
    {
        Run(GpuPhase.Forward, count, hasLabels: true, report);
        RunBackward(count, false);
    }

    /// <summary>Queues the forward kernels of inference with labels.</summary>
    internal void RunEvaluation(int count, (GpuMemory Memory, long Offset)? report) =>
        Run(program.InferencePhase, count, hasLabels: true, report);

    /// <summary>Queues the forward kernels of inference.</summary>
    internal void RunInference(int count) => Run(program.InferencePhase, count, hasLabels: false);

    /// <summary>The kernel of a launch.</summary>
    internal GpuKernel KernelOf(int launch) => kernels[launch];

    private static string Megabytes(long bytes) => $"{bytes / 1e6:0} MB";

    /// <summary>In the order of the list, since maps of one kind share memory with those of the other.</summary>
    private void RunBackward(int count, bool imageGradient)
    {
        forwardImages = 0;
        for (int index = 0; index < kernels.Length; index++)
        {
            if (program.Launches[index].Phase == GpuPhase.Backward || (imageGradient && program.Launches[index].Phase == GpuPhase.BackwardOnRequest))
                Launch(index, count, hasLabels: true, null);
        }
    }

    /// <param name="phase">Which kernels.</param>
    /// <param name="count">Images of the call.</param>
    /// <param name="hasLabels">Whether losses have labels.</param>
    /// <param name="report">Where losses go, and behind them ranks, if not to the network's own place: of networks with one loss and one label an image.</param>
    private void Run(GpuPhase phase, int count, bool hasLabels, (GpuMemory Memory, long Offset)? report = null)
    {
        forwardImages = 0;
        for (int index = 0; index < kernels.Length; index++)
        {
            if (program.Launches[index].Phase == phase)
                Launch(index, count, hasLabels, report);
        }
    }

    internal void Launch(int index, int count, bool hasLabels, (GpuMemory Memory, long Offset)? report)
    {
        GpuLaunch launch = program.Launches[index];
        for (int i = 0; i < launch.Arguments.Count; i++)
        {
            GpuArgument argument = launch.Arguments[i];
            arguments[i] = argument.Kind switch
            {
                GpuArgumentKind.Buffer => View(argument.Index),
                GpuArgumentKind.Images => GpuValue.Of(count),
                GpuArgumentKind.ImageShare => GpuValue.Of(1f / count),
                GpuArgumentKind.FrozenDropoutKey => GpuValue.Of(TrainableNetwork.DropoutKey(DropoutSeed, 0, argument.Index)),
                GpuArgumentKind.DropoutKey => GpuValue.Of(TrainableNetwork.DropoutKey(DropoutSeed, StepCount, argument.Index)),
                GpuArgumentKind.HasLabels => GpuValue.Of(hasLabels ? 1 : 0),
                GpuArgumentKind.Labels => Mark(argument.Index, MarkKind.Labels),
                GpuArgumentKind.Weights => Mark(argument.Index, MarkKind.Weights),
                GpuArgumentKind.Losses => report is var (memory, offset) ? GpuValue.Of(memory, offset, count) : Mark(argument.Index, MarkKind.Losses),
                _ => report is var (rankMemory, rankOffset) ? GpuValue.Of(rankMemory, rankOffset + (count * sizeof(float)), count) : Mark(argument.Index, MarkKind.Ranks),
            };
        }

        Device.Launch(kernels[index], launch.Grid(count), launch.Threads, arguments.AsSpan(0, launch.Arguments.Count));
    }

    private long Offset(int buffer)
    {
        GpuBuffer known = program.Buffers[buffer];
        return sizeof(float) * known.Offset * (known.Space == GpuSpace.Images ? MaxBatch : 1);
    }

    private GpuValue View(int buffer)
    {
        GpuBuffer known = program.Buffers[buffer];
        GpuMemory memory = known.Space switch
        {
            GpuSpace.Images => images,
            GpuSpace.Call => call,
            GpuSpace.Parameters => parameters,
            _ => gradients,
        };
        return GpuValue.Of(memory, Offset(buffer), known.Floats * sizeof(float) / known.ElementBytes * (known.Space == GpuSpace.Images ? MaxBatch : 1));
    }

    private int Load(ReadOnlySpan<float> input)
    {
        NetworkDescription description = Network.Description;
        int floats = description.InputFloats;
        int count = Require.Images(input.Length, description.InputCount == 1 ? description.InputShape : new Shape(1, 1, floats), MaxBatch, nameof(input));
        CheckInputs(input, count);
        if (program.Inputs.Count == 1)
        {
            Device.Upload(images, Offset(program.Inputs[0]), input);
            return count;
        }

        for (int which = 0, first = 0; which < program.Inputs.Count; which++)
        {
            int each = (int)program.Buffers[program.Inputs[which]].Floats;
            float[] maps = new float[each * count];
            for (int n = 0; n < count; n++)
                input.Slice((n * floats) + first, each).CopyTo(maps.AsSpan(n * each));

            Device.Upload<float>(images, Offset(program.Inputs[which]), maps);
            first += each;
        }

        return count;
    }

    /// <summary>As the network on the processor does it: if the caller wants that.</summary>
    private void CheckInputs(ReadOnlySpan<float> input, int count)
    {
        if (!Network.CheckInputs)
            return;

        for (int n = 0, at = 0; n < count; n++)
        {
            foreach (LayerDescription layer in Network.Description.Layers.Take(Network.Description.InputCount))
            {
                Require.Finite(input.Slice(at, layer.OutputShape.Count), layer.OutputShape, n, layer.Name, nameof(input));
                at += layer.OutputShape.Count;
            }
        }
    }

    private float[] Read(int buffer, int count)
    {
        float[] values = new float[program.Buffers[buffer].Floats * count];
        Device.Download<float>(images, Offset(buffer), values);
        return values;
    }

    private void CopyInputGradients(Span<float> destination, int count)
    {
        if (destination.IsEmpty)
            return;

        destination.Clear();
        for (int which = 0, first = 0; which < program.Inputs.Count; which++)
        {
            int each = (int)program.Buffers[program.Inputs[which]].Floats;
            if (program.InputGradients[which] is >= 0 and var buffer)
            {
                float[] maps = Read(buffer, count);
                for (int n = 0; n < count; n++)
                    maps.AsSpan(n * each, each).CopyTo(destination.Slice((n * Network.Description.InputFloats) + first, each));
            }

            first += each;
        }
    }
}
