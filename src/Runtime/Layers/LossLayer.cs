namespace Kiln;

/// <summary>The handle to a loss. Its output are the losses of the pixels of the last call that had labels.</summary>
public sealed class LossLayer : Layer
{
    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public LossLayer(Network network, int index)
        : base(network, index)
    {
    }

    /// <summary>This loss alone in the last call that had labels, without its weight, and its errors.</summary>
    /// <exception cref="InvalidOperationException">There was none yet.</exception>
    public LossReport Report => ((TrainableNetwork)Network).ReportOf(Name);
}
