using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Random;

/// <summary>One random network against the reference: in training, for inference, and its readers.</summary>
/// <param name="build">Where it is compiled.</param>
/// <param name="network">The network.</param>
/// <param name="name">The name of its class.</param>
/// <param name="tally">Counts what is met.</param>
internal sealed class RandomCheck(NetworkBuild build, RandomNetwork network, string name, RandomTally tally)
{
    /// <summary>What was drawn, by images and seed: the reference computes it once for all widths of vectors, and says once that every image hangs on rounding.</summary>
    private readonly Dictionary<(int Images, int Seed), Lazy<Batch>> batches = [];

    /// <summary>Seeds for which the reference itself has been held against differences.</summary>
    private readonly HashSet<int> differed = [];

    /// <summary>Runs everything for one draw of parameters and images.</summary>
    public void Run(int seed)
    {
        using ImageNetwork net = build.Create(name, network.MaxBatch, 1 + (network.Seed % 2));
        tally.Count(net);
        Samples.Fill(net.Parameters, seed);
        foreach (int images in new[] { network.MaxBatch, 1 + (network.Seed % network.MaxBatch) }.Distinct())
        {
            if (net is not TrainableNetwork trainable)
                CheckInference(net, images, seed + images);
            else if (network.Drops)
                CheckDropping(trainable, images, seed + images);
            else
                Agreement.CheckAll(trainable, Draw(trainable, images, seed), Agreement.Roundings);
        }

        Assert.Equal(network.Trains, net is TrainableNetwork);
        if (network.Seed % 16 == 0 && network.Trains && !network.Drops && differed.Add(seed))
            Differences.Check(new ReferenceNetwork(net), images: 2, seed);

        if (network.HasFixedReader)
            CheckFixedReader(net);
        if (network.HasAnyReader)
            CheckAnyReader(net);
    }

    private Batch Draw(TrainableNetwork net, int images, int seed)
    {
        if (!batches.TryGetValue((images, seed), out Lazy<Batch>? batch))
            batches[(images, seed)] = batch = new Lazy<Batch>(() => Batch.Draw(net, images, seed + images));

        return batch.Value;
    }

    private static void CheckInference(ImageNetwork net, int images, int seed)
    {
        float[] input = Samples.Floats(images * net.Description.InputFloats, seed);
        ReferenceRun run = new ReferenceNetwork(net).Forward(input);
        Agreement.Check("the scores", net.Forward(input), run.Scores, Agreement.Roundings);
        Agreement.CheckStored(net, run, Agreement.Roundings);
    }

    /// <summary>A network that drops is run first, and then the reference drops the same.</summary>
    private static void CheckDropping(TrainableNetwork net, int images, int seed)
    {
        CheckInference(net, images, seed);
        int labelled = images * (new ReferenceNetwork(net).LabelsPixels ? net.Positions : 1);
        for (int attempt = 0; attempt < 30; attempt++)
        {
            float[] input = Samples.Floats(images * net.Description.InputFloats, seed + attempt), gradients = new float[input.Length];
            LabelSet labels = LabelSet.Draw(net.Description, labelled, net.OutputShape.Channels, seed + attempt);
            LossReport report = net.ComputeGradients(input, labels, gradients);

            ReferenceNetwork reference = new(net) { Keeps = DropoutTests.Kept(net) };
            ReferenceRun run = reference.Forward(input, training: true);
            ReferenceGradients expected = reference.Backward(run, labels);
            if (!run.Decided || expected.Loss.Undecided.Count > 0)
                continue;

            Agreement.Check(report, net, gradients, expected, Agreement.Roundings);
            Agreement.CheckStored(net, run, Agreement.Roundings);
            return;
        }

        throw new UndecidedException($"{net.Description.Name}: every batch hangs on rounding");
    }

    private void CheckFixedReader(ImageNetwork net)
    {
        using ImageNetwork reader = build.CreateReader($"{name}Fixed", net.Parameters, 2, 1);
        ReferenceNetwork reference = ReferenceNetwork.OfReader(reader, net);
        tally.Count(reader);
        foreach (int images in new[] { 2, 1 })
        {
            float[] maps = Samples.Floats(images * reader.Description.InputFloats, network.Seed + images);
            Agreement.Check("the reader of a fixed extent", reader.Forward(maps), reference.Forward(maps).Scores, Agreement.Roundings);
        }
    }

    private void CheckAnyReader(ImageNetwork net)
    {
        using MapNetwork reader = build.CreateReader($"{name}Any", net.Parameters, 1);
        ReferenceNetwork reference = ReferenceNetwork.OfReader(reader, net);
        tally.Count(reader);
        Shape smallest = reader.Smallest;
        (int height, int width) = network.ReaderExtent;
        foreach ((int rows, int columns) in new[] { (height, width), (smallest.Height, smallest.Width), (smallest.Height + 1, smallest.Width + 9) })
        {
            float[] map = Samples.Floats(reader.InputFloatsFor(rows, columns), network.Seed + 1);
            Agreement.Check($"the reader of any extent on {rows}×{columns}", reader.Forward(map, rows, columns), reference.Forward(map, rows, columns).Scores, Agreement.Roundings);
        }
    }
}
