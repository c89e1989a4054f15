using Kiln.Data;
using Kiln.Training;

namespace Kiln.Checkpoints;

/// <summary>What a checkpoint or weights file says besides the values.</summary>
/// <param name="Network">Full name of the class whose parameters it holds.</param>
/// <param name="Layers">The network's layers; how they were compiled is not in the file.</param>
/// <param name="Arrays">The parameter arrays.</param>
/// <param name="Normalization">How to prepare images for these weights; null if the file does not say.</param>
/// <param name="Classes">The classes' names, one character a class from class 0, or whatever text was saved; empty if the file does not say.</param>
/// <param name="Settings">The settings that a resumed training must share; empty in a weights file.</param>
/// <param name="History">The reports of the epochs done, the first epoch first; empty in a weights file.</param>
public sealed record CheckpointInfo(
    string Network,
    IReadOnlyList<LayerDescription> Layers,
    IReadOnlyList<CheckpointArray> Arrays,
    ImageNormalization? Normalization,
    string Classes,
    IReadOnlyList<TrainingSetting> Settings,
    IReadOnlyList<EpochReport> History);

/// <summary>One parameter array of a file.</summary>
/// <param name="Name">Layer and role, for example <c>Conv1.Weights</c>.</param>
/// <param name="Dimensions">Extents, the innermost last.</param>
public sealed record CheckpointArray(string Name, IReadOnlyList<int> Dimensions)
{
    /// <summary>For example <c>Conv1.Weights 5×5×1×20</c>.</summary>
    public override string ToString() => $"{Name} {string.Join("×", Dimensions)}";
}

/// <summary>One setting that decides what a training computes.</summary>
/// <param name="Name">For example <c>batch size</c>.</param>
/// <param name="Value">As text, numbers in the invariant culture.</param>
public readonly record struct TrainingSetting(string Name, string Value);
