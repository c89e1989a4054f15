namespace Kiln.Training;

/// <summary>Goes through the reports of epochs and counts those since the best.</summary>
/// <remarks>What depends on how a training goes is computed anew from its reports, which every checkpoint has: there is no state beside them that could differ after a resumption.</remarks>
/// <param name="measure">What is compared.</param>
/// <param name="minimumChange">By how much an epoch must be below the best to count as better.</param>
internal struct Improvement(TrainingMeasure measure, double minimumChange)
{
    private double best = double.PositiveInfinity;

    /// <summary>Epochs since the last that was better.</summary>
    public int EpochsSince { get; set; }

    /// <summary>Adds the report of the next epoch.</summary>
    /// <returns>Whether it is better than all before. What is not a number is not.</returns>
    public bool Add(EpochReport report)
    {
        double value = Of(report, measure);
        if (!(value < best - minimumChange))
        {
            EpochsSince++;
            return false;
        }

        best = value;
        EpochsSince = 0;
        return true;
    }

    /// <summary>The measure of an epoch: on the validation images, without any on the training images.</summary>
    private static double Of(EpochReport report, TrainingMeasure measure)
    {
        ErrorRates rates = report.Validation ?? report.Training;
        return measure switch
        {
            TrainingMeasure.Loss => rates.Loss,
            TrainingMeasure.Top1Error => rates.Top1Error,
            _ => rates.OwnError ?? double.NaN,
        };
    }
}
