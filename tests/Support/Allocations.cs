namespace Kiln.Tests.Support;

/// <summary>What the calling thread allocates.</summary>
internal static class Allocations
{
    private const int Rounds = 5;

    /// <summary>The bytes that some work allocates every time: the least of a few rounds.</summary>
    /// <remarks>A collection that a test beside this one causes closes the thread's allocation buffer and may count the rest of it as used.</remarks>
    /// <param name="work">The work; it has run once before, so that what is made once is there.</param>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
