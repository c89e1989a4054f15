using System.Globalization;
using Kiln.Checkpoints;
using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Turns gradients into changes of the parameters. An optimizer owns its settings, which may change between steps, and keeps state for one
/// <see cref="ParameterSet"/>.</summary>
public abstract class Optimizer : TeamJob
{
    private TrainableNetwork? network;

    /// <summary>How far a step goes; finite, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float LearningRate { get; set => field = Least0(value, nameof(LearningRate)); } = 0.001f;

    /// <summary>Added to the gradient: this times the parameter, weights and biases alike; finite, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float WeightDecay { get; set => field = Least0(value, nameof(WeightDecay)); } = 0.0005f;

    /// <summary>The longest that all gradients together may be, as one vector; longer ones are shortened to it before a step. Above 0; infinite, as it is at first, for any length. It costs
    /// one pass over the gradients.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public float MaxGradientNorm
    {
        get;
        set => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(MaxGradientNorm), value, $"{nameof(MaxGradientNorm)} must be above 0");
    } = float.PositiveInfinity;

    /// <summary>What decides its steps beside the learning rate, by name: a training that resumes must have the same.</summary>
    public virtual IReadOnlyList<TrainingSetting> Settings =>
        [Setting("weight decay", WeightDecay), .. float.IsFinite(MaxGradientNorm) ? new[] { Setting("longest gradient", MaxGradientNorm) } : []];

    /// <summary>What must be saved to continue a training, by name; empty before the first step.</summary>
    public abstract IReadOnlyList<OptimizerState> State { get; }

    /// <summary>Changes the parameters of its network by one step along <see cref="TrainableNetwork.Gradients"/>, as they stand there. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">It is no network's <see cref="TrainableNetwork.Optimizer"/>, or that has computed no gradients yet.</exception>
    public void Step() =>
        (network ?? throw new InvalidOperationException("this optimizer belongs to no network; make it one's Optimizer first")).ApplyGradients();

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

    /// <summary>A setting with its value as it is written everywhere.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    protected static TrainingSetting Setting(string name, float value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Shortens gradients that are too long. What averages and what is fixed has none.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">Their gradients, in the places of the arena.</param>
    internal void Clip(ParameterSet parameters, Span<float> gradients)
    {
        if (!float.IsFinite(MaxGradientNorm))
            return;

        double squares = 0;
        for (int i = 0; i < parameters.Arrays.Count; i++)
        {
            foreach (float gradient in GradientsOf(parameters.Arrays[i], gradients))
                squares += (double)gradient * gradient;
        }

        double norm = Math.Sqrt(squares);
        if (!(norm > MaxGradientNorm) || double.IsInfinity(norm))
            return;

        float share = (float)(MaxGradientNorm / norm);
        for (int i = 0; i < parameters.Arrays.Count; i++)
        {
            foreach (ref float gradient in GradientsOf(parameters.Arrays[i], gradients))
                gradient *= share;
        }
    }

    private static Span<float> GradientsOf(Parameter array, Span<float> gradients) =>
        array.Description.Update == ParameterUpdate.Gradient ? gradients.Slice(array.Description.Offset, array.Description.Length) : default;

    /// <summary>Makes it the optimizer of a network.</summary>
    internal void Serve(TrainableNetwork owner)
    {
        if (network is not null && !ReferenceEquals(network.Parameters, owner.Parameters))
            throw new InvalidOperationException($"this optimizer keeps the state of the parameters of another {network.GetType().Name}; give every network one of its own");

        network = owner;
    }

    /// <summary>Steps that its network took before this one; null where it serves none.</summary>
    private protected long? StepsTaken => network?.StepCount;

    /// <summary>A share of what was: 0 to below 1.</summary>
    private protected static float Share(float value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 to below 1");

    /// <summary>A number above 0.</summary>
    private protected static float Above0(float value, string name) =>
        value > 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0");

    private static float Least0(float value, string name) =>
        value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more");
}

/// <summary>One array of an optimizer's state, as long as the parameter arena.</summary>
/// <param name="Name">For example <c>momentum</c>.</param>
/// <param name="Values">The values.</param>
public readonly record struct OptimizerState(string Name, AlignedBuffer<float> Values);
