using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Checkpoints;
using Kiln.Devices;
using Kiln.Numerics;

namespace Kiln.Training;

/// <summary>Stochastic gradient descent with momentum, as MatConvNet's cnn_train.</summary>
/// <remarks>
/// For every parameter w with gradient g: <c>g ← g + decay·w</c>, <c>m ← momentum·m − g</c>, <c>w ← w + rate·m</c>
/// (Nesterov: <c>w ← w + rate·(momentum·m − g)</c>), decay and rate times the array's own multipliers.
/// An array that averages (<see cref="ParameterUpdate.Average"/>) moves towards the batch's value b instead, <c>w ← (1 − r)·w + r·b</c> with its own
/// rate r, whatever learning rate, momentum and decay are. A fixed one stays. One pass over the arena reads and writes each number once.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private const int UnitFloats = 8192;

    private ParameterSet? parameters;
    private AlignedBuffer<float>? gradients;
    private AlignedBuffer<float>? momenta;
    private (Parameter Array, int Start, int Length)[] units = [];
    private OptimizerState[] state = [];

    /// <summary>How much of the last step stays in the next; 0 to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Momentum
    {
        get;
        set => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Momentum), value, $"{nameof(Momentum)} must be 0 to below 1");
    } = 0.9f;

    /// <summary>Whether to look ahead along the momentum.</summary>
    public bool Nesterov { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptimizerState> State => state;

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingSetting> Settings => [Setting("momentum", Momentum), new("nesterov", Nesterov ? "on" : "off"), .. base.Settings];

    /// <inheritdoc/>
    public override void Attach(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (ReferenceEquals(set, parameters))
            return;

        parameters = set;
        momenta = new AlignedBuffer<float>(set.Network.ParameterArenaFloats);
        state = [new OptimizerState("momentum", momenta)];
        units = [.. set.Arrays.Where(array => array.Description.Update != ParameterUpdate.Fixed).SelectMany(Divide)];
    }

    /// <inheritdoc/>
    protected internal override void Update(ParameterSet set, AlignedBuffer<float> setGradients, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(team);
        Attach(set);
        gradients = setGradients;

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
                Update(values, slopes, momenta!.Span.Slice(start, length), RateOf(array), DecayOf(array));
        }
    }

    /// <summary>Whether a step does anything to an array. One that is frozen, in whatever way, keeps its momentum too, as in cnn_train.</summary>
    private bool Changes(Parameter array) => array.Description.Update switch
    {
        ParameterUpdate.Gradient => RateOf(array) != 0 || DecayOf(array) != 0,
        ParameterUpdate.Average => array.LearningRateScale != 0,
        _ => false,
    };

    private float RateOf(Parameter array) => LearningRate * array.LearningRateScale;

    private float DecayOf(Parameter array) => WeightDecay * array.WeightDecayScale;

    private static IEnumerable<(Parameter Array, int Start, int Length)> Divide(Parameter array)
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

    /// <summary>One vector at a time; the arena has slack after every array, so the last vector needs no tail.</summary>
    private void Update(Span<float> weights, Span<float> gradient, Span<float> momentum, float rate, float decay)
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        ref float m = ref MemoryMarshal.GetReference(momentum);
        Vector256<float> rates = Vector256.Create(rate), decays = Vector256.Create(decay), keep = Vector256.Create(Momentum);

        for (nuint i = 0; i < (nuint)weights.Length; i += 8)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref w, i);
            Vector256<float> slope = Vector256.MultiplyAddEstimate(decays, weight, Vector256.LoadUnsafe(ref g, i));
            Vector256<float> next = Vector256.MultiplyAddEstimate(keep, Vector256.LoadUnsafe(ref m, i), -slope);
            Vector256<float> step = Nesterov ? Vector256.MultiplyAddEstimate(keep, next, -slope) : next;
            next.StoreUnsafe(ref m, i);
            Vector256.MultiplyAddEstimate(rates, step, weight).StoreUnsafe(ref w, i);
        }
    }
}
