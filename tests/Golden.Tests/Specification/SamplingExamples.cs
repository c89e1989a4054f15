using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests.Specification;

/// <summary>Samples on, between and behind the pixels of a map, and tiles of a region.</summary>
internal static class SamplingExamples
{
    private static readonly (string, int[], float[]) Map = ("x", [4, 4], Ramp.Count(16)), Region = ("rois", [5, 1], [1, 1, 1, 3, 2]);

    public static void Add(ManifestFolder folder)
    {
        folder.Add(
            "samples at points", "vl_nnbilinearsampler", "{}",
            ("x", [3, 3], Ramp.Count(9)), ("grid", [2, 3, 1], [-1, -1, 0.5f, 0, 1.5f, 1]), ("y", [3, 1], [1, 5.5f, 4.5f]),
            ("dzdy", [3, 1], [1, 2, 4]), ("dzdx", [3, 3], [1, 0, 0, 0, 1, 1, 0, 0, 2]), ("dzdgrid", [2, 3, 1], [1, 3, 2, 6, -36, -18]));
        folder.Add("max of a region", "vl_nnroipool", "{}", Map, Region, ("y", [1], [10]));
        folder.Add("max of tiles", "vl_nnroipool", """{ "subdivisions": [2, 2] }""", Map, Region, ("y", [2, 2], [5, 6, 9, 10]));
        folder.Add("mean of tiles", "vl_nnroipool", """{ "method": "avg", "subdivisions": [2, 2] }""", Map, Region, ("y", [2, 2], [3, 4, 7, 8]));
        folder.Add("max of a scaled region", "vl_nnroipool", """{ "transform": 0.5 }""", Map, ("rois", [5, 1], [1, 1, 1, 8, 4]), ("y", [1], [15]));
    }
}
