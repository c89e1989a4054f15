using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;

namespace Kiln.Networks.Tests;

/// <summary>What the library offers for any network, a user's own included: here such whose training differs from their inference.</summary>
public class DerivativeCheckTests
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

    private static TrainableNetwork Create(string name) => name switch
    {
        nameof(NormalizedShortcut) => new NormalizedShortcut(DerivativeCheck.MaxBatch, 2),
        nameof(NormalizedLate) => new NormalizedLate(DerivativeCheck.MaxBatch, 2),
        nameof(DroppedDense) => new DroppedDense(DerivativeCheck.MaxBatch, 2),
        nameof(FrozenNorms) => new FrozenNorms(DerivativeCheck.MaxBatch, 2),
        _ => new Inception(DerivativeCheck.MaxBatch, 2),
    };
}
