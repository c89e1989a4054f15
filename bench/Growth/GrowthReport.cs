using System.Globalization;
using Kiln.Bench.Networks;
using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Bench.Growth;

/// <summary>Prints and draws how time grows with the batch, the image, the depth and the number of threads.</summary>
internal static class GrowthReport
{
    private const int Threads = 2;
    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>Measures, prints a table a plot, and saves the plots.</summary>
    /// <param name="folder">Where the plots go.</param>
    /// <param name="time">How long to measure each point.</param>
    public static void Print(string folder, TimeSpan time)
    {
        Directory.CreateDirectory(folder);
        Report(folder, new GrowthCurve("batch", "images a call",
        [
            new("ResNet18, forward", Batches, batch => Forward(new ResNet18(Workload.Parameters<ResNet18>(), batch, Threads), batch, time)),
            new("ResNet20, training × 4", Batches, batch => 4 * Training(new ResNet20(Workload.Parameters<ResNet20>(), batch, Threads), batch, time)),
        ]));
        Report(folder, new GrowthCurve("size", "thousand pixels an image",
        [
            new("4 residual blocks of 64 channels, forward", [16, 32, 48, 64, 96, 128, 160], side => Read(side, time)) { Place = side => side * side / 1000.0 },
        ]));
        Report(folder, new GrowthCurve("depth", "residual blocks",
        [
            new("forward, 16 images", [2, 4, 8, 16], depth => Forward(Tower(depth, 16, Threads), 16, time)),
            new("training, 16 images", [2, 4, 8, 16], depth => Training(Tower(depth, 16, Threads), 16, time)),
        ]));
        Report(folder, new GrowthCurve("threads", "threads",
        [
            new("ResNet18, forward, 1 image", [1, 2], threads => Forward(new ResNet18(Workload.Parameters<ResNet18>(), 1, threads), 1, time)),
            new("8 residual blocks, training, 16 images", [1, 2], threads => Training(Tower(8, 16, threads), 16, time)),
        ])
        { IsInverse = true });
    }

    private static TrainableNetwork Tower(int depth, int batch, int threads) => depth switch
    {
        2 => new Tower2(Workload.Parameters<Tower2>(), batch, threads),
        4 => new Tower4(Workload.Parameters<Tower4>(), batch, threads),
        8 => new Tower8(Workload.Parameters<Tower8>(), batch, threads),
        _ => new Tower16(Workload.Parameters<Tower16>(), batch, threads),
    };

    private static void Report(string folder, GrowthCurve curve)
    {
        curve.Measure();
        Console.WriteLine(curve);
        string path = Path.Combine(folder, $"growth-{curve.Name}.png");
        GrowthPlot.Save(curve, path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"saved {path}\n"));
    }

    private static double Forward(ImageNetwork net, int batch, TimeSpan time)
    {
        using (net)
        {
            float[] images = Workload.Images(net.Description.InputShape, batch);
            return Seconds(() => net.Forward(images), time);
        }
    }

    private static double Training(TrainableNetwork net, int batch, TimeSpan time)
    {
        using (net)
        {
            float[] images = Workload.Images(net.Description.InputShape, batch);
            int[] labels = Workload.Labels(batch, net.OutputShape.Channels);
            return Seconds(() => net.ComputeGradients(images, labels), time);
        }
    }

    private static double Read(int side, TimeSpan time)
    {
        using TowerReader reader = new(Workload.Parameters<Tower4>(), Threads);
        float[] map = Workload.Images(reader.Description.InputShape with { Height = side, Width = side }, 1);
        return Seconds(() => reader.Forward(map, side, side), time);
    }

    private static double Seconds(Action call, TimeSpan time) => 1 / Turns.Run([Contestant.Timed(call, 1)], time)[0];
}
