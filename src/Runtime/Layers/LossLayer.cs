namespace Kiln;

/// <summary>The handle to a loss, or to a measure of errors. Its output are the losses of the pixels of the last call that had labels.</summary>
public sealed class LossLayer : Layer
{
    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public LossLayer(Network network, int index)
        : base(network, index)
    {
    }

    /// <summary>What each class counts: its losses and their gradients are multiplied by it. A finite number, 0 or more, for each class; empty, as it begins, for 1 each.</summary>
    /// <remarks>Rare classes count for more where the network must not learn to leave them out. As the seed of dropout, this is no part of a checkpoint: a program that resumes
    /// a training sets it again.</remarks>
    /// <exception cref="ArgumentException">Too few or too many, a number out of range, or the loss compares scores with signs or numbers.</exception>
    public ReadOnlySpan<float> ClassWeights
    {
        get => Term.ClassWeights;
        set => Term.ClassWeights = value;
    }

    /// <summary>This loss alone in the last call that had labels, without its weight, and its errors.</summary>
    /// <exception cref="InvalidOperationException">There was none yet.</exception>
    public LossReport Report => ((TrainableNetwork)Network).ReportOf(Name);

    private LossTerm Term => ((TrainableNetwork)Network).LossOf(Name);
}
