using Kiln.Checkpoints;
using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>An optimizer that changes every parameter by what it keeps of it alone.</summary>
/// <remarks>An array that averages (<see cref="ParameterUpdate.Average"/>) moves towards the batch's value b, <c>w ← (1 − r)·w + r·b</c> with its own rate r, whatever the
/// optimizer. A fixed one stays.</remarks>
public abstract class ElementOptimizer : Optimizer
{
    /// <summary>Neighbouring floats that one thread takes at a time: what it reads and writes of several arenas stays in its first caches.</summary>
    internal const int UnitFloats = 8192;

    private readonly string[] names;
    private ParameterSet? parameters;
    private AlignedBuffer<float>? gradients;
    private (Parameter Array, int Start, int Length)[] units = [];
    private OptimizerState[] state = [];

    /// <param name="names">What it keeps of every parameter.</param>
    private protected ElementOptimizer(params string[] names) => this.names = names;

    /// <inheritdoc/>
    public override IReadOnlyList<OptimizerState> State => state;

    /// <inheritdoc/>
    public override void Attach(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (ReferenceEquals(set, parameters))
            return;

        parameters = set;
        state = new OptimizerState[names.Length];
        for (int i = 0; i < names.Length; i++)
            state[i] = new OptimizerState(names[i], new AlignedBuffer<float>(set.Network.ParameterArenaFloats));

        units = [.. set.Arrays.Where(array => array.Description.Update != ParameterUpdate.Fixed).SelectMany(Divide)];
    }

    /// <inheritdoc/>
    protected internal override void Update(ParameterSet set, AlignedBuffer<float> setGradients, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(team);
        Attach(set);
        gradients = setGradients;
        Begin();

        // Arrays that stay as they are keep their version, so that networks need not pack them again.
        for (int i = 0; i < set.Arrays.Count; i++)
        {
            if (Changes(set.Arrays[i]))
                set.Touch(set.Arrays[i]);
        }

        team.Run(this, 0, units.Length);
    }

    /// <inheritdoc/>
    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        for (int unit = from; unit < to; unit++)
        {
            (Parameter array, int start, int length) = units[unit];
            if (!Changes(array))
                continue;

            Span<float> values = parameters!.Arena.Slice(start, length), slopes = gradients!.Span.Slice(start, length);
            if (array.Description.Update == ParameterUpdate.Average)
                Average(values, slopes, array.LearningRateScale);
            else
                Move(values, slopes, start, RateOf(array), DecayOf(array));
        }
    }

    /// <summary>Called before the arrays of a step.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Changes some neighbouring parameters. The arena has slack after every array, so a last vector needs no tail.</summary>
    /// <param name="weights">The parameters.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="start">Where they start in the arena.</param>
    /// <param name="rate">Their learning rate.</param>
    /// <param name="decay">Their weight decay.</param>
    private protected abstract void Move(Span<float> weights, Span<float> gradient, int start, float rate, float decay);

    /// <summary>What is kept of some parameters.</summary>
    /// <param name="which">Of the names.</param>
    /// <param name="start">Where they start in the arena.</param>
    /// <param name="length">How many.</param>
    private protected Span<float> Kept(int which, int start, int length) => state[which].Values.Span.Slice(start, length);

    /// <summary>Whether a step does anything to an array. One that is frozen, in whatever way, keeps its state too, as in cnn_train.</summary>
    private bool Changes(Parameter array) => array.Description.Update switch
    {
        ParameterUpdate.Gradient => RateOf(array) != 0 || DecayOf(array) != 0,
        ParameterUpdate.Average => array.LearningRateScale != 0,
        _ => false,
    };

    private float RateOf(Parameter array) => LearningRate * array.LearningRateScale;

    private float DecayOf(Parameter array) => WeightDecay * array.WeightDecayScale;

    /// <summary>Divides an array into independent units of work, each of whole vectors but for the last.</summary>
    internal static IEnumerable<(Parameter Array, int Start, int Length)> Divide(Parameter array)
    {
        int end = array.Description.Offset + array.Description.Length;
        for (int start = array.Description.Offset; start < end; start += UnitFloats)
            yield return (array, start, Math.Min(UnitFloats, end - start));
    }

    /// <summary>Moves kept moments towards those of the batch, which stand where other arrays have their gradients. The weighted sum, as cnn_train
    /// has it, gives the batch's own value where the rate is 1; the sum with a difference may not.</summary>
    private static void Average(Span<float> kept, Span<float> batch, float rate)
    {
        for (int i = 0; i < kept.Length; i++)
            kept[i] = ((1 - rate) * kept[i]) + (rate * batch[i]);
    }
}
