using System.Globalization;

using Kiln.Numerics;

namespace Kiln.Inspection;

/// <summary>What the compiler made of a network: which kernel computes each layer, why, and where the values lie.</summary>
public static class PlanTable
{
    /// <summary>The tables of kernels and buffers, and the memory of a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Images for which the memory is counted.</param>
    public static string Format(NetworkDescription network, int batch)
    {
        string layers = TextTable.Format(
        [
            ["layer", "output", "kernel", "output stored"],
            .. network.Layers.Select(layer => (IReadOnlyList<string>)
                [layer.Name, layer.OutputShape.ToString(), layer.ForwardKernel.Length == 0 ? "(caller)" : layer.ForwardKernel, layer.Stored ? "yes" : "no"]),
        ]);
        string kernels = TextTable.Format(
        [
            ["kernel", "direction", "multiply-adds per image"],
            .. network.Kernels.Select(kernel => (IReadOnlyList<string>)[kernel.Name, kernel.Direction, Number(kernel.MultiplyAdds)]),
        ]);
        string reasons = string.Concat(network.Kernels.Select(kernel => $"{kernel.Name}: {kernel.ReasonFor(VectorWidth.Bits)}\n"));
        string buffers = TextTable.Format(
        [
            ["buffer", "offset", "bytes per image", $"bytes for {Number(batch)}", "from kernel", "to kernel"],
            .. network.Buffers.Select(buffer => (IReadOnlyList<string>)
                [buffer.Name, Bytes(buffer.Offset), Bytes(buffer.Floats), Bytes((long)buffer.Floats * batch), Kernel(network, buffer.FirstKernel), Kernel(network, buffer.LastKernel)]),
        ]);
        return $"{layers}\n{kernels}\n{reasons}\n{buffers}\n{Memory(network, batch)}";
    }

    /// <summary>The bytes of the last line, "total": parameters with what training adds to each, their copies in the kernels' order, and all that a batch needs. Images and the runtime itself are not
    /// among them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Images for which the memory is counted.</param>
    /// <param name="threads">How many threads share the work; 0 for one a processor.</param>
    public static long MemoryBytes(NetworkDescription network, int batch, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return 4 * Parts(network, batch, threads == 0 ? Environment.ProcessorCount : threads).Sum(part => part.Floats);
    }

    private static string Memory(NetworkDescription network, int batch)
    {
        List<(string What, long Floats, string Remark)> parts = Parts(network, batch, Environment.ProcessorCount);
        return TextTable.Format(
        [
            .. parts.Where(part => part.Floats > 0).Select(part => (IReadOnlyList<string>)[part.What, Quantity.Memory(4 * part.Floats) + part.Remark]),
            ["total", Quantity.Memory(4 * parts.Sum(part => part.Floats))],
        ]);
    }

    private static List<(string What, long Floats, string Remark)> Parts(NetworkDescription network, int batch, int threads)
    {
        MemoryDescription memory = network.Memory;
        int bits = VectorWidth.Bits;
        long separate = 4L * network.Buffers.Sum(buffer => (long)buffer.Floats) * batch;
        List<(string What, long Floats, string Remark)> parts = [("parameters", network.ParameterArenaFloats, "")];
        if (network.Trains)
            parts.AddRange([("their gradients", network.ParameterArenaFloats, ""), ("the optimizer's momentum", network.ParameterArenaFloats, "")]);

        parts.AddRange(
        [
            ("weights in the kernels' order", memory.Packed(bits), $" (for vectors of {bits} bits{Halves(memory.Halves(bits))})"),
            ("arena of values", memory.MapsFor(batch), $" (for batch size {Number(batch)}; {Quantity.Memory(separate)} if no two buffers shared memory)"),
            ("numbers per channel", memory.Channels, ""),
            ("memory of the threads", memory.Scratch(bits, threads), $" ({threads} threads)"),
        ]);
        return parts;
    }

    private static string Halves(long weights) => weights == 0 ? "" : $"; {Quantity.Memory(sizeof(ushort) * weights)} of it are half floats";

    private static string Kernel(NetworkDescription network, int index) =>
        index >= 0 && index < network.Kernels.Count ? network.Kernels[index].Name : "(caller)";

    private static string Bytes(long floats) => Number(4 * floats);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
