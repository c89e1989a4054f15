using System.Globalization;

namespace Kiln.Training;

/// <summary>The loss of a training, or a parameter, is not a finite number any more, so that no further step can help. The checkpoint of the last whole
/// epoch stays.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>A training that diverged.</summary>
    /// <param name="epoch">In which epoch, from 1.</param>
    /// <param name="batch">At which batch, from 1.</param>
    /// <param name="learningRate">With which learning rate.</param>
    public DivergedException(int epoch, int batch, float learningRate)
        : this(epoch, batch, learningRate, null)
    {
    }

    /// <param name="epoch">In which epoch, from 1.</param>
    /// <param name="batch">At which batch, from 1.</param>
    /// <param name="learningRate">With which learning rate.</param>
    /// <param name="first">What was first not finite; null if that is not known.</param>
    internal DivergedException(int epoch, int batch, float learningRate, Divergence? first)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"the training diverged: {(first is { } found ? $"{found.What} is not finite in epoch {epoch}, batch {batch}, the first in the order of the layers" : $"the loss of epoch {epoch}, batch {batch} is not finite")}; a learning rate below {learningRate} or a smaller scale of the images may help"))
    {
        Epoch = epoch;
        Batch = batch;
        Layer = first?.Layer;
    }

    /// <summary>In which epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>At which batch, from 1.</summary>
    public int Batch { get; }

    /// <summary>The first layer that is not finite: its output, else the gradient by its parameters, else these. Null where that is not known, as on a graphics processor.</summary>
    public string? Layer { get; }
}
