namespace Kiln.Checkpoints;

/// <summary>What files of version 1 could not say, because no network had it: they mean the values that every layer had then.</summary>
/// <remarks>Version 1 also had no dilation, which <see cref="WindowDescription"/> takes as 1.</remarks>
internal static class VersionOne
{
    /// <summary>The options of a layer of a kind that version 1 knew; none for maxpool and input.</summary>
    public static IReadOnlyList<LayerOption> OptionsOf(string kind) => kind switch
    {
        "conv" => [new("Groups", 1)],
        "relu" => [new("Leak", 0), new("Ceiling", double.PositiveInfinity)],
        "softmaxloss" => [new("Weight", 1)],
        _ => [],
    };
}
