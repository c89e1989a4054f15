using System.Collections.Concurrent;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Random;

/// <summary>What a run of random networks met.</summary>
internal sealed class RandomTally
{
    private readonly ConcurrentDictionary<string, int> families = [];
    private readonly ConcurrentDictionary<string, int> kinds = [];
    private int compared, passedOver;

    /// <summary>Networks that were compared, at each width of vectors.</summary>
    public int Compared => compared;

    /// <summary>Networks of which no image could be judged.</summary>
    public int PassedOver => passedOver;

    /// <summary>Families of which there was no kernel.</summary>
    public IReadOnlyList<string> Missing => [.. KernelFamilies.Names.Where(family => !families.ContainsKey(family))];

    /// <summary>Counts a network.</summary>
    public void Count(bool wasCompared) => Interlocked.Increment(ref wasCompared ? ref compared : ref passedOver);

    /// <summary>Counts a network's layers and kernels.</summary>
    public void Count(Network net)
    {
        foreach (LayerDescription layer in net.Description.Layers)
            kinds.AddOrUpdate(layer.Kind + (layer.WeightsOf is null ? "" : " with the weights of another"), 1, (_, count) => count + 1);

        foreach (KernelDescription kernel in net.Description.Kernels)
            foreach (string family in KernelFamilies.Of(kernel, net.VectorBits))
                families.AddOrUpdate(family, 1, (_, count) => count + 1);
    }

    public override string ToString()
    {
        IEnumerable<string> lines =
        [
            $"{compared} compared, {passedOver} passed over",
            .. KernelFamilies.Names.Select(family => $"{families.GetValueOrDefault(family),8} kernels: {family}"),
            .. kinds.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value,8} layers: {kind.Key}"),
        ];
        return string.Join("\n", lines);
    }
}
