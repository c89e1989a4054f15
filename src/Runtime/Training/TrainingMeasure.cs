namespace Kiln.Training;

/// <summary>By what number an epoch is better than another: the less, the better.</summary>
public enum TrainingMeasure
{
    /// <summary>The loss (<see cref="ErrorRates.Loss"/>).</summary>
    Loss,

    /// <summary>The share of images whose label is not the best class (<see cref="ErrorRates.Top1Error"/>).</summary>
    Top1Error,

    /// <summary>The caller's own error (<see cref="TrainingOptions.Error"/>).</summary>
    OwnError,
}
