namespace Kiln.Generator.Planning;

/// <summary>Kernels from the first to the last, both included.</summary>
internal readonly record struct Lifetime(int First, int Last)
{
    public bool Overlaps(Lifetime other) => First <= other.Last && other.First <= Last;
}
