namespace Kiln.Training;

/// <summary>What to tell while a training runs. Everything is called on the thread that trains, which waits for it.</summary>
public sealed class TrainingCallbacks
{
    /// <summary>The training continues after an epoch that an earlier run finished: gets the reports of the epochs done.</summary>
    public Action<IReadOnlyList<EpochReport>>? Resumed { get; init; }

    /// <summary>A batch is done. Nothing is allocated for it.</summary>
    public Action<BatchReport>? Batch { get; init; }

    /// <summary>The validation images were measured within an epoch (<see cref="TrainingOptions.ValidateEvery"/>).</summary>
    public Action<ValidationReport>? Validation { get; init; }

    /// <summary>An epoch is done, and its checkpoint is on the disk if there is an output folder.</summary>
    public Action<EpochReport>? Epoch { get; init; }
}
