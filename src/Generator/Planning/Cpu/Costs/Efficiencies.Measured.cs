namespace Kiln.Generator.Planning.Cpu.Costs;

/// <content>Written by 'bench calibrate'.</content>
internal sealed partial record Efficiencies
{
    // AMD EPYC, two threads, vectors of 512 bits: 599 kernels of 11 networks, which it misses by 12 % on average.
    public static Efficiencies Measured { get; } = new(
        MultiplyAddsPerLane: 16.9e9,
        OwnCacheSpeed: 435e9,
        SharedCacheSpeed: 200e9,
        MemorySpeed: 96.3e9,
        WeightsSpeed: 58.5e9,
        FetchedWeightsSpeed: 65.5e9,
        HandOver: 0.29e-6,
        [
            1.021, // Product
            0.989, // InputProduct
            0.526, // WeightProduct
            1.152, // TransformedProduct
            1.039, // TransformedWeightProduct
            0.919, // Together
            0.700, // GradientsTogether
            0.257, // Transform
            0.784, // TransformBack
            0.215, // TransformBackAdded
            0.400, // TransformBackToFilters
            0.381, // WinnersInput
            0.306, // WinnersWeights
            0.743, // Depthwise
            0.500, // DepthwiseSums
            0.347, // Pool
            0.200, // PoolGradient
            0.091, // Elements
            0.093, // ChannelSums
            0.100, // FewNumbers
            0.031, // Pixels
            0.100, // Other
        ]);
}
