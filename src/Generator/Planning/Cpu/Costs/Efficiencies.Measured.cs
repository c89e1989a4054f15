namespace Kiln.Generator.Planning.Cpu.Costs;

/// <content>Written by 'bench calibrate'.</content>
internal sealed partial record Efficiencies
{
    // AMD EPYC (Zen 5), two threads, vectors of 512 bits, while other programs ran: the fastest calls of three runs, of CharacterCnn and Vgg16 those of bench/results/2026-11-25-zen5-2-cores.md.
    public static Efficiencies Measured { get; } = new(
        MultiplyAddsPerLane: 17.1e9,
        OwnCacheSpeed: 223e9,
        SharedCacheSpeed: 112e9,
        MemorySpeed: 82.3e9,
        WeightsSpeed: 33.6e9,
        FetchedWeightsSpeed: 75.8e9,
        HandOver: 0.50e-6,
        [
            0.864, // Product
            0.683, // InputProduct
            0.485, // WeightProduct
            1.047, // TransformedProduct
            0.723, // TransformedWeightProduct
            0.834, // Together
            0.229, // Transform
            0.620, // TransformBack
            0.154, // TransformBackAdded
            0.400, // TransformBackToFilters
            0.408, // WinnersInput
            0.323, // WinnersWeights
            0.421, // Depthwise
            0.500, // DepthwiseSums
            0.203, // Pool
            0.200, // PoolGradient
            0.081, // Elements
            0.092, // ChannelSums
            0.100, // FewNumbers
            0.021, // Pixels
            0.100, // Other
        ]);
}
