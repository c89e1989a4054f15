using System.Xml.Linq;
using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;
using Pair = Kiln.Networks.Tests.Networks.Pair;

namespace Kiln.Networks.Tests;

/// <summary>What the library offers for any network, a user's own included: here such whose training differs from their inference, and one with branches.</summary>
public class InspectionTests
{
    public static TheoryData<string> Names { get; } = [nameof(NormalizedShortcut), nameof(NormalizedLate), nameof(DroppedDense), nameof(FrozenNorms), nameof(Inception), nameof(Pair), nameof(SharedSteps), nameof(OwnGates)];

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesOfATrainingStepAgree(string name)
    {
        using TrainableNetwork net = Create(name);
        DerivativeResult[] results = [.. new DerivativeCheck(net, seed: 3).Run()];
        Assert.Equal(
            [.. net.Description.Parameters.Where(array => array.Update == ParameterUpdate.Gradient).Select(array => array.Name), string.Join(", ", net.Description.Layers.Take(net.Description.InputCount).Select(input => input.Name))],
            results.Select(result => result.Name));
        Assert.All(results, result => Assert.True(result.Agrees, result.ToString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheTablesNameEveryLayerKernelAndBuffer(string name)
    {
        using TrainableNetwork net = Create(name);
        string layers = new LayerTable(net.Description, 3).ToString(), plan = PlanTable.Format(net.Description, 3);
        Assert.All(net.Description.Layers, layer => Assert.Contains(layer.Name + "|", plan, StringComparison.Ordinal));
        Assert.All(net.Description.Layers.Skip(1), layer => Assert.Contains(layer.Name + "|", layers, StringComparison.Ordinal));
        Assert.All(net.Description.Kernels, kernel => Assert.Contains(kernel.Name + "|", plan, StringComparison.Ordinal));
        Assert.All(net.Description.Buffers, buffer => Assert.Contains(buffer.Name + "|", plan, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheDrawingsHaveEveryLayerAndEdgeAndNoBoxOverAnother(string name)
    {
        using TrainableNetwork net = Create(name);
        int edges = net.Description.Layers.Sum(layer => layer.Inputs.Distinct().Count());
        string mermaid = GraphDrawing.Mermaid(net.Description);
        Assert.Equal(edges, mermaid.Split(" --> ").Length - 1);
        Assert.All(net.Description.Layers, layer => Assert.Contains($"[\"{layer.Name}: {layer.Kind}", mermaid, StringComparison.Ordinal));

        XElement[] parts = [.. XDocument.Parse(GraphDrawing.Svg(net.Description)).Root!.Elements()];
        (string?, string?)[] boxes = [.. parts.Where(part => part.Name.LocalName == "rect").Skip(1).Select(box => (box.Attribute("x")?.Value, box.Attribute("y")?.Value))];
        Assert.Equal(net.Description.Layers.Count, boxes.Distinct().Count());
        Assert.Equal(edges, parts.Count(part => part.Name.LocalName == "path"));
        Assert.All(net.Description.Layers, layer => Assert.Contains(parts, part => part.Value.StartsWith(layer.Name + ": ", StringComparison.Ordinal)));
    }

    /// <summary>A table of a moment: how long kernels take is for benchmarks, but every one that runs is there, and the network is as it was.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheTimesNameEveryKernelThatRuns(string name)
    {
        using TrainableNetwork net = Create(name);
        float[] before = net.Parameters.Values.ToArray();
        string training = KernelTimes.OfTraining(net, images: 2, TimeSpan.Zero).ToString(), forward = KernelTimes.OfForward(net, images: 2, TimeSpan.Zero).ToString();

        Assert.Null(net.Clock);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        string inference = net.Description.Kernels.Any(kernel => kernel.Direction == "Inference") ? "Inference" : "Forward";
        Assert.All(net.Description.Kernels.Where(kernel => kernel.Direction == inference), kernel => Assert.Contains($"{kernel.Name}|", forward, StringComparison.Ordinal));
        Assert.All(net.Description.Kernels.Where(kernel => kernel.Direction == "Forward"), kernel => Assert.Contains($"{kernel.Name}|", training, StringComparison.Ordinal));
        Assert.Contains("Backward|", training, StringComparison.Ordinal);
        Assert.DoesNotContain("Backward|", forward, StringComparison.Ordinal);
        Assert.All(new[] { training, forward }, table => Assert.EndsWith("|\n", table, StringComparison.Ordinal));
    }

    private static TrainableNetwork Create(string name) => name switch
    {
        nameof(NormalizedShortcut) => new NormalizedShortcut(DerivativeCheck.MaxBatch, 2),
        nameof(NormalizedLate) => new NormalizedLate(DerivativeCheck.MaxBatch, 2),
        nameof(DroppedDense) => new DroppedDense(DerivativeCheck.MaxBatch, 2),
        nameof(FrozenNorms) => new FrozenNorms(DerivativeCheck.MaxBatch, 2),
        nameof(Pair) => new Pair(DerivativeCheck.MaxBatch, 2),
        nameof(SharedSteps) => new SharedSteps(DerivativeCheck.MaxBatch, 2),
        nameof(OwnGates) => new OwnGates(DerivativeCheck.MaxBatch, 2),
        _ => new Inception(DerivativeCheck.MaxBatch, 2),
    };
}
