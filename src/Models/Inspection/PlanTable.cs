using System.Globalization;

using Kiln.Numerics;

namespace Kiln.Models.Inspection;

/// <summary>What the compiler made of a network: which kernel computes each layer, why, and where the values lie.</summary>
internal static class PlanTable
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
                [layer.Name, layer.Output.ToString(), layer.ForwardKernel.Length == 0 ? "(caller)" : layer.ForwardKernel, layer.Stored ? "yes" : "no"]),
        ]);
        string kernels = TextTable.Format(
        [
            ["kernel", "direction", "multiply-adds an image"],
            .. network.Kernels.Select(kernel => (IReadOnlyList<string>)[kernel.Name, kernel.Direction, Number(kernel.MultiplyAdds)]),
        ]);
        string reasons = string.Concat(network.Kernels.Select(kernel => $"{kernel.Name}: {kernel.ReasonFor(VectorWidth.Bits)}\n"));
        string buffers = TextTable.Format(
        [
            ["buffer", "offset", "bytes an image", $"bytes for {Number(batch)}", "from kernel", "to kernel"],
            .. network.Buffers.Select(buffer => (IReadOnlyList<string>)
                [buffer.Name, Bytes(buffer.Offset), Bytes(buffer.Floats), Bytes((long)buffer.Floats * batch), Kernel(network, buffer.FirstKernel), Kernel(network, buffer.LastKernel)]),
        ]);
        return $"{layers}\n{kernels}\n{reasons}\n{buffers}\n{Memory(network, batch)}";
    }

    private static string Memory(NetworkDescription network, int batch)
    {
        long parameters = 4L * network.ParameterArenaFloats, values = 4L * network.ArenaFloats * batch;
        long separate = 4L * network.Buffers.Sum(buffer => (long)buffer.Floats) * batch;
        return TextTable.Format(
        [
            ["parameters", Quantity.Memory(parameters)],
            ["their gradients", Quantity.Memory(parameters)],
            ["the solver's momentum", Quantity.Memory(parameters)],
            ["arena of values", $"{Quantity.Memory(values)} (for batch size {Number(batch)}; {Quantity.Memory(separate)} if no two buffers shared memory)"],
            ["total", Quantity.Memory((3 * parameters) + values)],
        ]);
    }

    private static string Kernel(NetworkDescription network, int index) =>
        index >= 0 && index < network.Kernels.Count ? network.Kernels[index].Name : "(caller)";

    private static string Bytes(long floats) => Number(4 * floats);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
