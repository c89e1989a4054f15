namespace Kiln.Golden.Tests.Runs;

/// <summary>What a training went through, in the order of MatConvNet's arrays, whose last index is the step.</summary>
internal sealed class Trajectory
{
    private readonly List<float> objective = [];
    private readonly List<float> weights = [];
    private readonly List<float> biases = [];

    public float[] Objective => [.. objective];

    public float[] Weights => [.. weights];

    public float[] Biases => [.. biases];

    /// <summary>Notes a step.</summary>
    /// <param name="before">The objective before it.</param>
    /// <param name="filter">The filter after it.</param>
    public void Add(double[] before, ConvLayer filter)
    {
        objective.AddRange(before.Select(value => (float)value));
        weights.AddRange(filter.Weights);
        biases.AddRange(filter.Biases);
    }
}
