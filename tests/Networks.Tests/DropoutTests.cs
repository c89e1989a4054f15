using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>Networks that drop values: what was dropped is seen in their outputs, and the reference drops the same.</summary>
public class DropoutTests
{
    public static TheoryData<string> Names { get; } = [.. Cases.Dropping.SelectMany(one => Cases.Widths.Select(bits => $"{one.Class}, {bits} bits"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputsLossAndGradientsAreTheReferencesForWhatWasDropped(string name)
    {
        NetworkCase one = Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 2);
        Samples.Fill(net.Parameters, seed: 1);
        int compared = 0;
        for (int draw = 0; draw < 10; draw++)
        {
            float[] input = Samples.Floats(one.MaxBatch * net.Description.InputFloats, draw);
            int[] labels = Samples.Labels(one.MaxBatch, net.OutputShape.Channels, draw);
            float[] gradients = new float[input.Length];
            LossReport report = net.ComputeGradients(input, labels, gradients);

            ReferenceNetwork reference = new(net) { Keeps = Kept(net) };
            ReferenceRun run = reference.Forward(input, training: true);
            ReferenceGradients expected = reference.Backward(run, labels);
            Agreement.CheckStored(net, run, one.Roundings);
            if (!run.Decided || expected.Loss.Undecided.Count > 0)
                continue;

            Agreement.Check(report, net, gradients, expected, one.Roundings);
            compared++;
        }

        Assert.True(compared > 0, "every draw hangs on rounding");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ForInferenceNothingIsDropped(string name)
    {
        NetworkCase one = Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 1);
        Samples.Fill(net.Parameters, seed: 2);
        float[] input = Samples.Floats(2 * net.Description.InputFloats, 2);
        int[] labels = Samples.Labels(2, net.OutputShape.Channels, 2);
        net.ComputeGradients(input, labels);

        ReferenceNetwork reference = new(net);
        ReferenceRun run = reference.Forward(input);
        Agreement.Check("the scores", net.Forward(input), run.Scores, one.Roundings);
        Agreement.CheckLoss(net.Evaluate(input, labels), reference.Loss(run, labels), one.Roundings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AboutTheRateIsDropped(string name)
    {
        NetworkCase one = Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 1);
        Samples.Fill(net.Parameters, seed: 3);
        net.ComputeGradients(Samples.Floats(one.MaxBatch * net.Description.InputFloats, 3), Samples.Labels(one.MaxBatch, net.OutputShape.Channels, 3));

        foreach (Layer layer in net.Layers.Where(layer => layer.Description.Kind == "dropout"))
        {
            double rate = layer.Description.Option("Rate");
            float[] before = Input(net, layer), after = layer.Output.ToArray();
            int count = before.Count(value => value != 0), dropped = before.Zip(after).Count(pair => pair.First != 0 && pair.Second == 0);
            Assert.InRange(dropped, (rate * count) - (5 * Math.Sqrt(rate * (1 - rate) * count)), (rate * count) + (5 * Math.Sqrt(rate * (1 - rate) * count)));
        }
    }

    private static NetworkCase Named(string name) =>
        Cases.Dropping.SelectMany(one => Cases.Widths.Select(bits => one with { Bits = bits })).Single(one => one.Name == name);

    /// <summary>What a network's outputs say it kept. Of a 0 nobody knows, but neither does it matter: it and its gradient end at a rectification.</summary>
    internal static Func<LayerDescription, int, int, bool> Kept(Network net)
    {
        Dictionary<string, float[]> outputs = net.Layers.Where(layer => layer.Description is { Kind: "dropout", Inputs.Count: 1 }).ToDictionary(layer => layer.Name, layer => layer.Output.ToArray());
        return (layer, image, element) => outputs[layer.Name][(image * layer.OutputShape.Count) + element] != 0;
    }

    private static float[] Input(Network net, Layer layer) => net.Layers.Single(one => one.Name == layer.Description.Inputs[0]).Output.ToArray();
}
