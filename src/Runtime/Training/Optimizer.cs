using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Turns gradients into changes of the parameters. An optimizer keeps state for one <see cref="ParameterSet"/>.</summary>
public abstract class Optimizer : TeamJob
{
    /// <summary>How far a step goes; 0 or more.</summary>
    public float LearningRate { get; set; } = 0.001f;

    /// <summary>Added to the gradient: this times the parameter; 0 or more.</summary>
    public float WeightDecay { get; set; } = 0.0005f;

    /// <summary>What must be saved to continue a training, by name; empty before the first step.</summary>
    public abstract IReadOnlyList<OptimizerState> State { get; }

    /// <summary>Prepares the state for a set of parameters, so that it can be loaded or the first step taken.</summary>
    /// <param name="parameters">The set.</param>
    public abstract void Attach(ParameterSet parameters);

    /// <summary>Changes the parameters by one step, each array as its <see cref="ParameterDescription.Update"/> says, and says
    /// <see cref="Parameter.Edit"/> of those it changes.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradients, in the places of the arena; for an array that averages what the batch has in its place, and nothing of
    /// meaning for a fixed one.</param>
    /// <param name="team">The threads.</param>
    protected internal abstract void Update(ParameterSet parameters, AlignedBuffer<float> gradients, WorkerTeam team);
}

/// <summary>One array of an optimizer's state, as long as the parameter arena.</summary>
/// <param name="Name">For example <c>momentum</c>.</param>
/// <param name="Values">The values.</param>
public readonly record struct OptimizerState(string Name, AlignedBuffer<float> Values);
