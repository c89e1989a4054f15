using System.Globalization;

namespace Kiln.Training;

/// <summary>The loss of a training is not a finite number any more, so that no further step can help. The checkpoint of the last whole
/// epoch stays.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>A training that diverged.</summary>
    /// <param name="epoch">In which epoch, from 1.</param>
    /// <param name="batch">At which batch, from 1.</param>
    /// <param name="learningRate">With which learning rate.</param>
    public DivergedException(int epoch, int batch, float learningRate)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"the training diverged: the loss of epoch {epoch}, batch {batch} is not finite; a learning rate below {learningRate} or a smaller scale of the images may help"))
    {
        Epoch = epoch;
        Batch = batch;
    }

    /// <summary>In which epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>At which batch, from 1.</summary>
    public int Batch { get; }
}
