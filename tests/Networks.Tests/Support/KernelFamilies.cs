namespace Kiln.Networks.Tests.Support;

/// <summary>The sorts of kernels that a compiler of networks has, told by their names and reasons: what a large run of random networks must meet.</summary>
/// <remarks>A family is a row: its name, and what its kernels' names or reasons say. A new way to compute something is a new row.</remarks>
internal static class KernelFamilies
{
    private const string HalfFloats = "The weights are half floats";

    private static readonly (string Name, Func<KernelDescription, int, bool> Has)[] Rows =
    [
        ("direct convolution", (kernel, bits) => !IsWinograd(kernel) && Says(kernel, bits, "Lanes run over output channels")),
        ("convolution with a pool inside", (kernel, bits) => IsForward(kernel) && Says(kernel, bits, " positions times ")),
        ("gradient by weights", (kernel, bits) => !IsWinograd(kernel) && Says(kernel, bits, "every weight is summed in one order")),
        ("gradient at the winners of a pool", (kernel, bits) => Says(kernel, bits, "Only the winner of a window has a gradient")),
        ("panels of large weights", (kernel, bits) => Says(kernel, bits, "exceed a core's cache")),
        ("weights from memory", (kernel, bits) => Says(kernel, bits, "They come from memory")),
        ("half weights", (kernel, bits) => Says(kernel, bits, HalfFloats)),
        ("Winograd's transform", (kernel, bits) => IsWinograd(kernel) && !Says(kernel, bits, "the thread's own memory")),
        ("Winograd's transform, products and back together", (kernel, bits) => IsWinograd(kernel) && kernel.Direction != "Backward" && Says(kernel, bits, "the thread's own memory")),
        ("both gradients in Winograd's domain together", (kernel, bits) => IsWinograd(kernel) && kernel.Direction == "Backward" && Says(kernel, bits, "the thread's own memory")),
        ("gradients computed while they are transformed", (kernel, bits) => IsWinograd(kernel) && Says(kernel, bits, "computed where it is read")),
        ("Winograd's products", (kernel, bits) => Says(kernel, bits, " products. Lanes run over channels")),
        ("one pass over a map", (kernel, bits) => Says(kernel, bits, "One pass over the map")),
        ("a map where its channels lie in a joined one", (kernel, bits) => Says(kernel, bits, "lie in a joined map")),
        ("sums over a batch in fixed chunks", (kernel, _) => kernel.Name.EndsWith("Sums", StringComparison.Ordinal)),
        ("factors from kept moments", (kernel, _) => kernel.Direction == "Parameters"),
        ("backward", (kernel, _) => kernel.Direction == "Backward"),
    ];

    /// <summary>The names of all families.</summary>
    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    /// <summary>The families that a kernel belongs to.</summary>
    public static IEnumerable<string> Of(KernelDescription kernel, int bits) => Rows.Where(row => row.Has(kernel, bits)).Select(row => row.Name);

    /// <summary>Whether some kernel computes a layer in Winograd's domain, F(outputs, taps), which costs more roundings.</summary>
    public static bool IsTransformed(NetworkDescription description, string layer) =>
        description.Kernels.Any(kernel => IsWinograd(kernel) && kernel.Name.Split('_').Contains(layer));

    /// <summary>Whether the kernel of a layer keeps its weights as half floats, which it says for either width.</summary>
    public static bool HasHalfWeights(NetworkDescription description, LayerDescription layer) =>
        layer.Filters > 0 && description.Kernels.Any(kernel => kernel.Name == layer.ForwardKernel && Says(kernel, 256, HalfFloats) && Says(kernel, 512, HalfFloats));

    private static bool IsWinograd(KernelDescription kernel) => kernel.ReasonFor256.StartsWith("F(", StringComparison.Ordinal);

    private static bool IsForward(KernelDescription kernel) => kernel.Direction == "Forward";

    private static bool Says(KernelDescription kernel, int bits, string words) => kernel.ReasonFor(bits).Contains(words, StringComparison.Ordinal);
}
