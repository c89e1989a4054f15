namespace Kiln.Generator.Planning.Cpu.Costs;

/// <content>Written by 'bench calibrate'.</content>
internal sealed partial record Efficiencies
{
    public static Efficiencies Measured { get; } = new(
        MultiplyAddsPerLane: 17.1e9,
        OwnCacheSpeed: 380e9,
        SharedCacheSpeed: 112e9,
        MemorySpeed: 40e9,
        WeightsSpeed: 40e9,
        FetchedWeightsSpeed: 75e9,
        HandOver: 0.3e-6,
        [
            0.9, // Product
            0.7, // InputProduct
            0.8, // WeightProduct
            0.9, // TransformedProduct
            0.8, // TransformedWeightProduct
            0.8, // Together
            0.5, // Transform
            0.5, // TransformBack
            0.4, // TransformBackAdded
            0.4, // TransformBackToFilters
            0.33, // WinnersInput
            0.33, // WinnersWeights
            0.5, // Depthwise
            0.5, // DepthwiseSums
            0.3, // Pool
            0.2, // PoolGradient
            0.3, // Elements
            0.3, // ChannelSums
            0.1, // FewNumbers
            0.1, // Pixels
            0.1, // Other
        ]);
}
