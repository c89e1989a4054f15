using Kiln.Data;
using Kiln.Gpu.Kernels;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Gpu;

/// <summary>Images of bytes that lie on the device: a batch is put together there, jittered or as it is, and what a pass needs from the processor is five numbers an image.</summary>
internal sealed class ImagesOnDevice : IDisposable
{
    private const int ChoiceInts = 5;

    private readonly GpuNetwork network;
    private readonly ImageSet images;
    private readonly LetterJitter? jitter;
    private readonly GpuMemory pixels, values, labels;
    private readonly GpuKernel compose;
    private readonly SeededRandom random = new(0);
    private GpuMemory? choices;
    private int room;

    private ImagesOnDevice(GpuNetwork network, ImageSet images, LetterJitter? jitter)
    {
        (this.network, this.images, this.jitter) = (network, images, jitter);
        GpuDevice device = network.Device;
        pixels = Copy(device, images.Bytes);
        values = Copy(device, images.InputOfByte);
        labels = Copy(device, images.Labels);
        compose = device.Load(typeof(TrainingKernels).Assembly, typeof(TrainingKernels).FullName!, nameof(TrainingKernels.Compose));
    }

    /// <summary>Puts a source on the device; null where it is of another kind, has a label a pixel, or the network other than one input and one loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="source">The source.</param>
    public static ImagesOnDevice? Of(GpuNetwork network, IImageSource source)
    {
        (ImageSet? images, LetterJitter? jitter) = source switch
        {
            ImageSet set => (set, null),
            LetterJitter letters => (letters.Letters, letters),
            _ => ((ImageSet?)null, (LetterJitter?)null),
        };
        GpuProgram program = network.Program;
        return images is { HoldsBytes: true, LabelsPerImage: 1 } && program.Inputs.Count == 1 && program.Losses is [{ Positions: 1 }] && network.TakesClasses
            ? new ImagesOnDevice(network, images, jitter)
            : null;
    }

    /// <summary>Draws what a pass needs, as the processor would.</summary>
    /// <param name="pass">The pass.</param>
    public void Begin(TrainingPass pass)
    {
        int[] drawn = new int[pass.Order.Length * ChoiceInts];
        for (int i = 0; i < pass.Order.Length; i++)
        {
            int image = pass.Order[i];
            (int left, int right, int dx, int dy) = (-1, -1, 0, 0);
            if (jitter is not null)
            {
                random.Restart(pass.Seed, pass.StreamOf(image));
                (left, right, dx, dy) = jitter.Choose(random);
            }

            Span<int> choice = drawn.AsSpan(i * ChoiceInts, ChoiceInts);
            (choice[0], choice[1], choice[2], choice[3], choice[4]) = (image, left, right, dx, dy);
        }

        if (choices is null || room < drawn.Length)
        {
            choices?.Dispose();
            choices = network.Device.Allocate(sizeof(int) * (long)drawn.Length);
            room = drawn.Length;
        }

        network.Device.Upload<int>(choices, 0, drawn);
    }

    /// <summary>Queues the kernel that puts a batch together.</summary>
    /// <param name="first">Its first image in the order of the pass.</param>
    /// <param name="count">Its images.</param>
    public void Load(int first, int count)
    {
        Shape shape = images.Shape;
        network.Device.Launch(
            compose,
            (((count * shape.Count) + TrainingKernels.Threads - 1) / TrainingKernels.Threads, 1, 1),
            TrainingKernels.Threads,
            [
                GpuValue.Of(pixels, 0, images.Bytes.Length),
                GpuValue.Of(values, 0, images.InputOfByte.Length),
                GpuValue.Of(choices!, sizeof(int) * (long)first * ChoiceInts, (long)count * ChoiceInts),
                network.Input(0),
                GpuValue.Of(labels, 0, images.Count),
                network.Labels(0),
                GpuValue.Of(count),
                GpuValue.Of(shape.Height),
                GpuValue.Of(shape.Width),
                GpuValue.Of(shape.Channels),
            ]);
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose()
    {
        pixels.Dispose();
        values.Dispose();
        labels.Dispose();
        choices?.Dispose();
    }

    private static GpuMemory Copy<T>(GpuDevice device, ReadOnlySpan<T> source)
        where T : unmanaged
    {
        GpuMemory memory = device.Allocate(source.Length * (long)System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        device.Upload(memory, 0, source);
        return memory;
    }
}
