namespace Kiln.Networks.Tests.Support;

/// <summary>All declared networks without transformed convolutions, in one assembly with fusion and one without, and as they are but for maps that are computed again. They are compiled once
/// a run, by the first test that asks.</summary>
internal static class Twins
{
    private static readonly Lazy<NetworkBuild> Fused = new(() => new(NetworkTexts.Plain(fuse: true)));
    private static readonly Lazy<NetworkBuild> Unfused = new(() => new(NetworkTexts.Plain(fuse: false)));
    private static readonly Lazy<NetworkBuild> Recomputed = new(() => new(NetworkTexts.Recomputed()));

    public static TrainableNetwork Create(NetworkCase one, bool fuse) => Create(one, fuse ? Fused : Unfused, 1);

    /// <summary>The twin that computes maps again in training.</summary>
    public static TrainableNetwork Recomputing(NetworkCase one, int threads) => Create(one, Recomputed, threads);

    private static TrainableNetwork Create(NetworkCase one, Lazy<NetworkBuild> build, int threads) =>
        one.Create(() => (TrainableNetwork)build.Value.Create($"{typeof(Cases).Namespace}.Networks.{one.Class}", one.MaxBatch, threads));
}
