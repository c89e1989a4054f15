using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Kiln.Networks.Tests.Random;

/// <summary>Thousands of networks nobody thought of, forward and backward against the reference.</summary>
[Trait("Run", "Portable")]
public class RandomNetworkTests(ITestOutputHelper output)
{
    /// <summary>Set to draw another number of networks.</summary>
    public const string CountVariable = "KILN_RANDOM_NETWORKS";

    /// <summary>Set to begin at the seed of a failure, or to draw other networks than the run before.</summary>
    public const string SeedVariable = "KILN_RANDOM_NETWORKS_SEED";

    /// <summary>Networks of one compilation: starting the C# compiler costs as much as some dozen of them.</summary>
    private const int Batch = 50;

    /// <summary>From so many networks on, none of the compiler's ways to compute something may be missing.</summary>
    private const int LargeRun = 2000;

    private readonly RandomTally tally = new();

    private static int Count => EnvironmentNumber.Of(CountVariable, 500);

    [Fact]
    public void RandomNetworksComputeWhatTheReferenceComputes()
    {
        int[] seeds = [.. Enumerable.Range(EnvironmentNumber.Of(SeedVariable, 1), Count)];
        OrderablePartitioner<int[]> batches = Partitioner.Create(seeds.Chunk(Batch), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Check);

        output.WriteLine(tally.ToString());
        Assert.True(tally.Compared > tally.PassedOver, $"every second network hangs on rounding:\n{tally}");
        if (Count >= LargeRun)
            Assert.True(tally.Missing.Count == 0, $"no network has kernels of these families: {string.Join(", ", tally.Missing)}\n{tally}");
    }

    private void Check(int[] seeds)
    {
        RandomNetwork[] networks = [.. seeds.Select(RandomNetworks.Of)];
        using NetworkBuild build = Build(networks);
        for (int i = 0; i < networks.Length; i++)
        {
            try
            {
                CheckDraws(build, networks[i], $"Drawn.{Name(i)}");
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{error.Message}\n{SeedVariable}={seeds[i]} {CountVariable}=1: {networks[i]}", error);
            }
        }
    }

    private static NetworkBuild Build(RandomNetwork[] networks)
    {
        try
        {
            return new NetworkBuild(networks.Select((network, index) => $"namespace Drawn;\n{network.Declare(Name(index))}"));
        }
        catch (InvalidOperationException error)
        {
            IEnumerable<string> named = networks.Where((_, index) => Regex.IsMatch(error.Message, $@"\bDrawn\.{Name(index)}\b")).Select(network => network.ToString());
            throw new InvalidOperationException($"{error.Message}\n{string.Join("\n", named)}", error);
        }
    }

    /// <summary>Fails where a network disagrees on every one of a few draws of weights and images.</summary>
    /// <remarks>A wrong kernel is wrong for any numbers. Over thousands of networks and millions of sums, one draw now and then rounds further than
    /// the tolerance; a second draw then does not, and the tolerance can stay tight. A crash is one at once. A network without an image that can be judged is passed
    /// over, but not one that disagreed where it could be judged: it gets more draws, and fails if none agrees.</remarks>
    private void CheckDraws(NetworkBuild build, RandomNetwork network, string name)
    {
        const int draws = 3, drawsInDoubt = 12;
        RandomCheck check = new(build, network, name, tally);
        foreach (int bits in Cases.Widths)
        {
            using VectorWidth.Scope width = VectorWidth.Use(bits);
            bool compared = false;
            int disagreements = 0;
            for (int draw = 1; draw <= (disagreements == 0 ? draws : drawsInDoubt) && !compared; draw++)
            {
                try
                {
                    check.Run(network.Seed + (1000 * (draw - 1)));
                    compared = true;
                }
                catch (XunitException) when (++disagreements < draws)
                {
                }
                catch (UndecidedException)
                {
                }
            }

            Assert.True(compared || disagreements == 0, "some draws disagree, and no other can be judged");
            tally.Count(compared);
        }
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"Net{index}");
}
