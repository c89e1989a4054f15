using System.Globalization;
using Kiln.Gpu;

namespace Kiln.Inspection;

/// <summary>What the compiler made of a network for graphics processors: the kernels of a step, what they move, and the memory that it needs on a device.</summary>
public static class GpuTable
{
    /// <summary>The table of kernels, their reasons, and the totals of a training step and of a forward run.</summary>
    /// <param name="network">The network.</param>
    /// <param name="program">Its kernels.</param>
    /// <param name="batch">Images of a step.</param>
    public static string Format(NetworkDescription network, GpuProgram program, int batch)
    {
        string kernels = TextTable.Format(
        [
            ["kernel", "phase", "groups", "threads", "shared bytes", "multiply-adds per image", $"bytes for {Number(batch)}"],
            .. program.Launches.Select(launch => (IReadOnlyList<string>)
            [
                launch.Kernel,
                Phase(launch.Phase),
                Groups(launch.Grid(batch)),
                Number(launch.Threads),
                Number(launch.SharedBytes),
                Number(launch.MultiplyAdds),
                Number(Bytes(launch, batch)),
            ]),
        ]);
        string reasons = string.Concat(program.Launches.Select(launch => $"{launch.Kernel}: {launch.Reason}\n"));
        List<IReadOnlyList<string>> totals = [];
        if (network.Trains)
            totals.Add(Total("a training step", program.Launches.Where(launch => launch.Phase is GpuPhase.Parameters or GpuPhase.Forward or GpuPhase.Backward), batch, more: 1));

        totals.Add(Total("a forward run", program.Launches.Where(launch => launch.Phase == program.InferencePhase), batch, more: 0));
        long floats = program.Floats(batch, network.ParameterArenaFloats);
        return $"{kernels}\n{reasons}\n{TextTable.Format([["", "launches", "bytes moved", "most shared bytes of a group"], .. totals])}\ndevice memory: {Quantity.Memory(4.0 * floats)} for batch size {Number(batch)}, {Quantity.Memory(4.0 * program.FloatsPerImage)} of it an image\n";
    }

    /// <param name="what">What the kernels make together.</param>
    /// <param name="launches">The kernels.</param>
    /// <param name="batch">Images of a step.</param>
    /// <param name="more">Launches beside them: the optimizer's.</param>
    private static IReadOnlyList<string> Total(string what, IEnumerable<GpuLaunch> launches, int batch, int more)
    {
        GpuLaunch[] all = [.. launches];
        return [what, Number(all.Length + more), Number(all.Sum(launch => Bytes(launch, batch))), Number(all.Select(launch => launch.SharedBytes).DefaultIfEmpty().Max())];
    }

    private static long Bytes(GpuLaunch launch, int batch) => (launch.BytesPerImage * batch) + launch.BytesPerCall;

    private static string Phase(GpuPhase phase) => phase switch
    {
        GpuPhase.BackwardOnRequest => "backward on request",
        _ => phase.ToString().ToLowerInvariant(),
    };

    private static string Groups((int X, int Y, int Z) grid) => $"{Number(grid.X)}×{Number(grid.Y)}×{Number(grid.Z)}";

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
