using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests.Specification;

/// <summary>Pools: of equal values the first one down the columns gets the gradient, and padding counts in no mean.</summary>
internal static class PoolExamples
{
    private static readonly (string, int[], float[]) Map = ("x", [3, 3], [1, 2, 2, 2, 1, 2, 2, 0, 1]), Slopes = ("dzdy", [2, 2], [1, 4, 2, 8]);

    public static void Add(ManifestFolder folder)
    {
        folder.Add("max of ties", "vl_nnpool", """{ "pool": 2 }""", Map, ("y", [2, 2], [2, 2, 2, 2]), Slopes, ("dzdx", [3, 3], [0, 5, 0, 2, 0, 8, 0, 0, 0]));
        folder.Add("max over a wide window", "vl_nnpool", """{ "pool": [2, 3], "pad": [1, 0, 0, 2], "stride": [1, 2] }""", Map, ("y", [3, 2], [2, 2, 2, 2, 2, 1]));
        folder.Add(
            "mean of what is there", "vl_nnpool", """{ "pool": 3, "pad": 1, "stride": 2, "method": "avg" }""",
            Map, ("y", [2, 2], [1.5f, 1.75f, 1.25f, 1]), Slopes, ("dzdx", [3, 3], [0.25f, 1.25f, 1, 0.75f, 3.75f, 3, 0.5f, 2.5f, 2]));
    }
}
