using Kiln.Training;

namespace Kiln.Models.Commands;

/// <summary>How a training goes unless the user says otherwise.</summary>
/// <param name="Folder">Where its files go.</param>
/// <param name="Rate">The learning rate, or the first of several.</param>
/// <param name="Options">Everything else.</param>
internal record TrainingDefaults(string Folder, double Rate, TrainingOptions Options)
{
    /// <summary>The learning rates of the epochs.</summary>
    /// <param name="rate">The first one.</param>
    /// <param name="epochs">How many epochs; 0 or more.</param>
    public virtual IReadOnlyList<double> Rates(double rate, int epochs) => [rate];
}
