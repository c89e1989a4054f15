using System.Xml.Linq;
using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;

namespace Kiln.Networks.Tests;

/// <summary>What the library offers for any network, a user's own included: here such whose training differs from their inference, and one with branches.</summary>
public class InspectionTests
{
    public static TheoryData<string> Names { get; } = [nameof(NormalizedShortcut), nameof(NormalizedLate), nameof(DroppedDense), nameof(FrozenNorms), nameof(Inception)];

    [Theory]
    [MemberData(nameof(Names))]
    public void DerivativesOfATrainingStepAgree(string name)
    {
        using TrainableNetwork net = Create(name);
        DerivativeResult[] results = [.. new DerivativeCheck(net, seed: 3).Run()];
        Assert.Equal(
            [.. net.Description.Parameters.Where(array => array.Update == ParameterUpdate.Gradient).Select(array => array.Name), net.Description.Layers[0].Name],
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

    private static TrainableNetwork Create(string name) => name switch
    {
        nameof(NormalizedShortcut) => new NormalizedShortcut(DerivativeCheck.MaxBatch, 2),
        nameof(NormalizedLate) => new NormalizedLate(DerivativeCheck.MaxBatch, 2),
        nameof(DroppedDense) => new DroppedDense(DerivativeCheck.MaxBatch, 2),
        nameof(FrozenNorms) => new FrozenNorms(DerivativeCheck.MaxBatch, 2),
        _ => new Inception(DerivativeCheck.MaxBatch, 2),
    };
}
