using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Graph;

/// <summary>What a training step does to an array.</summary>
internal enum ParameterUpdate
{
    /// <summary>It follows its gradient.</summary>
    Gradient,

    /// <summary>It moves towards what the batch has in its place.</summary>
    Average,

    /// <summary>Nothing.</summary>
    Fixed,
}

/// <summary>One array of parameters: a thing of its own, to which layers refer.</summary>
/// <param name="Layer">The layer that names it.</param>
/// <param name="Role">What it is to that layer: Weights, Biases, Scale …</param>
/// <param name="Axes">Names and extents, the innermost last.</param>
/// <param name="FanIn">Inputs that one output sums, which sets how random values spread; 0 for an array that starts at one value.</param>
/// <param name="Start">That value.</param>
/// <param name="Update">What a training step does to it.</param>
/// <param name="LearningRate">Multiplier; for an average the rate itself.</param>
/// <param name="WeightDecay">Multiplier.</param>
/// <param name="FanOut">Outputs that one input takes part in; 0 for an array that starts at one value.</param>
/// <param name="Initialization">How random values spread.</param>
/// <param name="Deviation">The standard deviation of normal values; 0 for what <paramref name="Initialization"/> says.</param>
internal sealed record ParameterArray(
    string Layer,
    string Role,
    IReadOnlyList<(string Name, int Extent)> Axes,
    int FanIn = 0,
    double Start = 0,
    ParameterUpdate Update = ParameterUpdate.Gradient,
    double LearningRate = 1,
    double WeightDecay = 1,
    int FanOut = 0,
    WeightInitialization Initialization = WeightInitialization.Given,
    double Deviation = 0)
{
    public string Name => $"{Layer}.{Role}";

    public int[] Dimensions => [.. Axes.Select(axis => axis.Extent)];

    /// <summary>Floats, in 64 bits: a limit is checked before they are used as an int.</summary>
    public long Count => Axes.Aggregate(1L, (product, axis) => product > Limits.Floats ? product : product * axis.Extent);

    public int Length => (int)Count;
}
