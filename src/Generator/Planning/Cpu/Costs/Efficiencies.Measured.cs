namespace Kiln.Generator.Planning.Cpu.Costs;

/// <content>Written by 'bench calibrate'.</content>
internal sealed partial record Efficiencies
{
    // AMD EPYC, two threads, vectors of 512 bits: 559 kernels of 11 networks, which it misses by 11 % on average.
    public static Efficiencies Measured { get; } = new(
        MultiplyAddsPerLane: 17.5e9,
        OwnCacheSpeed: 216e9,
        SharedCacheSpeed: 218e9,
        MemorySpeed: 46.7e9,
        WeightsSpeed: 90.9e9,
        FetchedWeightsSpeed: 84.9e9,
        HandOver: 0.48e-6,
        [
            0.992, // Product
            0.999, // InputProduct
            0.515, // WeightProduct
            1.099, // TransformedProduct
            1.012, // TransformedWeightProduct
            0.901, // Together
            0.655, // GradientsTogether
            0.318, // Transform
            0.768, // TransformBack
            0.307, // TransformBackAdded
            0.400, // TransformBackToFilters
            0.381, // WinnersInput
            0.302, // WinnersWeights
            0.948, // Depthwise
            0.500, // DepthwiseSums
            0.354, // Pool
            0.200, // PoolGradient
            0.104, // Elements
            0.111, // ChannelSums
            0.100, // FewNumbers
            0.029, // Pixels
            0.100, // Other
        ]);
}
