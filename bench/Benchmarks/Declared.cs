namespace Kiln.Bench.Benchmarks;

/// <summary>The description of a declared network.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal static class Declared<TNetwork>
    where TNetwork : IDeclaredNetwork
{
    public static NetworkDescription Description => TNetwork.Description;
}
