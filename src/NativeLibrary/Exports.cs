using System.Runtime.InteropServices;
using Kiln.Pictures;
using static Kiln.NativeLibrary.LoadedNetwork;

namespace Kiln.NativeLibrary;

/// <summary>The functions of <c>squeezenet.h</c>, which says what they do.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "squeezenet_create")]
    public static int Create(byte* weights, int maxBatch, int threads, nint* network) => Failure.Guard(() =>
    {
        NotNull((nint)network, nameof(network));
        *network = 0;
        string file = Text(weights, nameof(weights));
        if (maxBatch < 1)
            throw new ArgumentException($"max_batch is {maxBatch}, but must be at least 1");
        if (threads < 0)
            throw new ArgumentException($"threads is {threads}, but must be at least 0");

        *network = LoadedNetwork.Create(file, maxBatch, threads);
    });

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_input_shape")]
    public static int InputShape(nint network, int* shape) => Failure.Guard(() =>
    {
        Shape input = Of(network).Classifier.InputShape;
        NotNull((nint)shape, nameof(shape));
        (shape[0], shape[1], shape[2]) = (input.Height, input.Width, input.Channels);
    });

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_class_count")]
    public static int ClassCount(nint network, int* count) => Failure.Guard(() =>
    {
        int classes = Of(network).Names.Count;
        NotNull((nint)count, nameof(count));
        *count = classes;
    });

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_class_name")]
    public static int ClassName(nint network, int index, nint* name) => Failure.Guard(() =>
    {
        IReadOnlyList<nint> names = Of(network).Names;
        NotNull((nint)name, nameof(name));
        *name = (uint)index < (uint)names.Count ? names[index] : throw new ArgumentException($"index is {index}, but must be from 0 to {names.Count - 1}");
    });

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_prepare")]
    public static int Prepare(nint network, byte* picture, float* image) => Failure.Guard(() =>
    {
        float[] prepared = Of(network).Classifier.Prepare(PictureDecoder.Read(Text(picture, nameof(picture))));
        NotNull((nint)image, nameof(image));
        prepared.CopyTo(new Span<float>(image, prepared.Length));
    });

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_forward")]
    public static int Forward(nint network, float* images, int count, float* scores) => Failure.Guard(() =>
    {
        LoadedNetwork loaded = Of(network);
        NotNull((nint)images, nameof(images));
        NotNull((nint)scores, nameof(scores));
        if (count < 1 || count > loaded.Classifier.MaxBatch)
            throw new ArgumentException($"count is {count}, but must be from 1 to {loaded.Classifier.MaxBatch}, the network's max_batch");

        lock (loaded)
        {
            ReadOnlySpan<float> result = loaded.Classifier.Forward(new ReadOnlySpan<float>(images, count * loaded.Classifier.InputShape.Count));
            result.CopyTo(new Span<float>(scores, result.Length));
        }
    });

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_free")]
    public static int Free(nint network) => Failure.Guard(() => LoadedNetwork.Free(network));

    [UnmanagedCallersOnly(EntryPoint = "squeezenet_error")]
    public static nint Error() => Failure.Text;

    private static string Text(byte* text, string name) => Marshal.PtrToStringUTF8(NotNull((nint)text, name))!;
}
