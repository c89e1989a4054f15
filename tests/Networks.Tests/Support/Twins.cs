namespace Kiln.Networks.Tests.Support;

/// <summary>All declared networks without transformed convolutions, in one assembly with fusion and one without. They are compiled once a run, by the first
/// test that asks.</summary>
internal static class Twins
{
    private static readonly Lazy<NetworkBuild> Fused = new(() => new NetworkBuild(NetworkTexts.Plain(fuse: true)));
    private static readonly Lazy<NetworkBuild> Unfused = new(() => new NetworkBuild(NetworkTexts.Plain(fuse: false)));

    public static TrainableNetwork Create(NetworkCase one, bool fuse) =>
        one.Create(() => (TrainableNetwork)(fuse ? Fused : Unfused).Value.Create($"{typeof(Cases).Namespace}.Networks.{one.Class}", one.MaxBatch, 1));
}
