using System.Globalization;
using CsCheck;
using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;
using Xunit.Sdk;

namespace Kiln.Networks.Tests.Random;

/// <summary>Thousands of networks nobody thought of, forward and backward against the reference.</summary>
[Trait("Run", "Portable")]
public class RandomNetworkTests
{
    /// <summary>Set to draw another number of networks.</summary>
    public const string CountVariable = "KILN_RANDOM_NETWORKS";

    /// <summary>Networks of one compilation: starting the C# compiler costs as much as some dozen of them.</summary>
    private const int Batch = 50;

    private static int Count => int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? "500", CultureInfo.InvariantCulture);

    [Fact]
    public void RandomNetworksComputeWhatTheReferenceComputes() => RandomNetworks.Network.Array[Batch].Sample(
        Check, iter: (Count + Batch - 1) / Batch, threads: Environment.ProcessorCount, print: _ => "the network of the inner exception");

    private static void Check(RandomNetwork[] networks)
    {
        using NetworkBuild build = new(networks.Select((network, index) => $"namespace Drawn;\n{network.Declare(Name(index))}"));
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

    /// <summary>Fails where a network disagrees on every one of a few draws of weights and images.</summary>
    /// <remarks>A wrong kernel is wrong for any numbers. Over thousands of networks and millions of sums, one draw now and then rounds further than
    /// the tolerance; a second draw then does not, and the tolerance can stay tight. A crash is one at once. A network without an image that can be judged is passed over.</remarks>
    private static void CheckDraws(NetworkBuild build, RandomNetwork network, string name)
    {
        const int draws = 3;
        foreach (int bits in Cases.Widths)
        {
            using VectorWidth.Scope width = VectorWidth.Use(bits);
            for (int draw = 1; draw <= draws; draw++)
            {
                try
                {
                    Check(build, network, name, network.Seed + (1000 * (draw - 1)));
                    break;
                }
                catch (Exception error) when (error is UndecidedException || (error is XunitException && draw < draws))
                {
                }
            }
        }
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"Net{index}");

    private static void Check(NetworkBuild build, RandomNetwork network, string name, int seed)
    {
        using TrainableNetwork net = build.Create(name, network.Capacity, 1 + (network.Seed % 2));
        Samples.Fill(net.Parameters, seed);
        foreach (int images in new[] { network.Capacity, 1 + (network.Seed % network.Capacity) }.Distinct())
            CheckTraining(net, images, seed + images);

        if (network.HasFixedReader)
            CheckFixedReader(build, network, name, net.Parameters);
        if (network.HasAnyReader)
            CheckAnyReader(build, network, name, net.Parameters);
    }

    private static void CheckTraining(TrainableNetwork net, int images, int seed)
    {
        Support.Batch batch = Support.Batch.Draw(net, images, seed);
        Agreement.Check("the scores", net.Forward(batch.Input), batch.Run.Scores, Agreement.Roundings);

        float[] gradients = new float[batch.Input.Length];
        LossReport report = net.ComputeGradients(batch.Input, batch.Labels, gradients);
        Agreement.Check(report, net, gradients, batch.Gradients, Agreement.Roundings);
        foreach (ReferenceStep step in batch.Run.Steps.Where(step => step.Layer.Stored))
            Agreement.Check($"the output of {step.Layer.Name}", net.Layers.Single(layer => layer.Name == step.Layer.Name).Output, step.Output, Agreement.Roundings);
    }

    private static void CheckFixedReader(NetworkBuild build, RandomNetwork network, string name, ParameterSet parameters)
    {
        using ImageNetwork reader = build.CreateReader($"{name}Fixed", parameters, 2, 1);
        foreach (int images in new[] { 2, 1 })
        {
            float[] maps = Samples.Floats(images * reader.Description.Input.Count, network.Seed + images);
            Agreement.Check("the reader of a fixed extent", reader.Forward(maps), new ReferenceNetwork(reader).Forward(maps).Scores, Agreement.Roundings);
        }
    }

    private static void CheckAnyReader(NetworkBuild build, RandomNetwork network, string name, ParameterSet parameters)
    {
        using MapNetwork reader = build.CreateReader($"{name}Any", parameters, 1);
        Shape smallest = reader.Smallest;
        (int height, int width) = network.ReaderExtent;
        foreach ((int rows, int columns) in new[] { (height, width), (smallest.Height, smallest.Width), (smallest.Height + 1, smallest.Width + 9) })
        {
            float[] map = Samples.Floats(rows * columns * smallest.Channels, network.Seed + 1);
            Agreement.Check($"the reader of any extent on {rows}×{columns}", reader.Forward(map, rows, columns), new ReferenceNetwork(reader).Forward(map, rows, columns).Scores, Agreement.Roundings);
        }
    }
}
