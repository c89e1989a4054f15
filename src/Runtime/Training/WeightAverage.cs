using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kiln.Devices;

namespace Kiln.Training;

/// <summary>An exponential moving average of the parameters over the steps of a training (Polyak and Juditsky 1992 on why averages are better than the last step).</summary>
/// <remarks>After step t, from 1, an array that follows its gradient has the average <c>a ← d·a + (1 − d)·w</c> with <c>d = min(decay, t / (t + 9))</c>: the first steps, which are far
/// from where the training goes, are forgotten quickly, as with TensorFlow's count of updates. d depends on the number of the step alone, so the average itself is all
/// that a checkpoint keeps. Other arrays, such as the kept moments of a batch normalisation, which average by themselves, are as in the network.</remarks>
internal sealed class WeightAverage : TeamJob
{
    private readonly TrainableNetwork network;
    private readonly double decay;
    private readonly float[] other;
    private readonly (Parameter Array, int Start, int Length)[] units;
    private float keep;

    /// <summary>An average that starts as the parameters are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="decay">What stays of the average at each step, in the end; above 0 and below 1.</param>
    public WeightAverage(TrainableNetwork network, double decay)
    {
        this.network = network;
        this.decay = decay;
        Parameters = new ParameterSet(network.Parameters.Network);
        other = new float[network.Parameters.Values.Length];
        units = [.. network.Parameters.Arrays.SelectMany(ElementOptimizer.Divide)];
        network.Parameters.Values.CopyTo(Parameters.Edit());
    }

    /// <summary>The averages, array by array as the parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Takes the parameters after a step into the average. Allocates nothing.</summary>
    /// <param name="step">The number of the step, from 1.</param>
    public void Follow(long step)
    {
        keep = (float)Math.Min(decay, step / (step + 9.0));
        Parameters.Edit();
        network.Team.Run(this, 0, units.Length);
    }

    /// <summary>Exchanges the parameters and the averages, bit by bit: the second time all is as before.</summary>
    public void Exchange()
    {
        network.Parameters.Values.CopyTo(other);
        Parameters.Values.CopyTo(network.Parameters.Edit());
        other.CopyTo(Parameters.Edit());
    }

    /// <summary>Averages some neighbouring parameters. The arena has slack after every array, so a last vector needs no tail.</summary>
    protected internal override void RunPart(int part, int from, int to, int worker)
    {
        Vector256<float> kept = Vector256.Create(keep), added = Vector256.Create(1 - keep);
        for (int unit = from; unit < to; unit++)
        {
            (Parameter array, int start, int length) = units[unit];
            Span<float> averages = Parameters.Arena.Slice(start, length), weights = network.Parameters.Arena.Slice(start, length);
            if (array.Description.Update != ParameterUpdate.Gradient)
            {
                weights.CopyTo(averages);
                continue;
            }

            ref float a = ref MemoryMarshal.GetReference(averages), w = ref MemoryMarshal.GetReference(weights);
            for (nuint i = 0; i < (nuint)length; i += 8)
                Vector256.MultiplyAddEstimate(kept, Vector256.LoadUnsafe(ref a, i), added * Vector256.LoadUnsafe(ref w, i)).StoreUnsafe(ref a, i);
        }
    }
}
