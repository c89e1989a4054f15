using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Gpu;
using Kiln.Networks.Tests.Random;
using Kiln.Networks.Tests.Support;
using Xunit.Sdk;

namespace Kiln.Networks.Tests.Gpu;

/// <summary>Networks nobody thought of, with kernels for graphics processors, against the reference: those that train and drop nothing.</summary>
[Collection(SimulatorCollection.Name)]
public sealed class GpuRandomTests
{
    /// <summary>Set to draw another number of networks: the simulator takes about a second for each.</summary>
    public const string CountVariable = "KILN_RANDOM_GPU_NETWORKS";

    private static int Count => EnvironmentNumber.Of(CountVariable, 16);

    [Fact]
    public void RandomNetworksComputeWhatTheReferenceComputes() =>
        Check([.. Enumerable.Range(1, int.MaxValue).Select(RandomNetworks.Of).Where(network => network.Trains && !network.Drops).Take(Count)]);

    private static void Check(RandomNetwork[] networks)
    {
        using NetworkBuild build = new(networks.Select((network, index) => $"namespace Drawn;\n{ForGpu(network.Declare(Name(index)))}"));
        for (int i = 0; i < networks.Length; i++)
        {
            try
            {
                CheckDraws(build, networks[i], $"Drawn.{Name(i)}");
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{error.Message}\n{networks[i]}", error);
            }
        }
    }

    /// <summary>One draw now and then rounds further than the tolerance; a wrong kernel is wrong for any numbers.</summary>
    private static void CheckDraws(NetworkBuild build, RandomNetwork network, string name)
    {
        const int draws = 3;
        int images = Math.Min(3, network.MaxBatch);
        for (int draw = 1; draw <= draws; draw++)
        {
            using TrainableNetwork net = (TrainableNetwork)build.Create(name, images, 1);
            Samples.Fill(net.Parameters, network.Seed + draw);
            try
            {
                Batch batch = Batch.Draw(net, images, network.Seed + draw);
                using GpuNetwork gpu = new(net, GpuTwins.Device, images);
                float[] imageGradients = new float[batch.Input.Length];
                LossReport report = gpu.ComputeGradients(batch.Input, batch.Labels, imageGradients);
                float[] scores = gpu.Program.HasModes ? gpu.Forward(batch.Input) : gpu.Scores(images);
                Agreement.Check("the scores", scores, batch.Run.Scores, Agreement.Roundings);
                gpu.DownloadGradients(net.Gradients);
                Agreement.CheckParameters(report, net, imageGradients, batch.Gradients, Agreement.Roundings);
                return;
            }
            catch (XunitException) when (draw < draws)
            {
            }
            catch (UndecidedException)
            {
            }
        }
    }

    private static string ForGpu(string declaration) => Regex.Replace(
        declaration.Replace(", Weights = WeightPrecision.Half", "", StringComparison.Ordinal), @"\[Network\((.*)\)\]", match => $"[Network({string.Join(", ", new[] { match.Groups[1].Value, "Targets = Targets.Cpu | Targets.Gpu" }.Where(option => option.Length > 0))})]");

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"Net{index}");
}
