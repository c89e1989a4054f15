using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests.Specification;

/// <summary>Normalisations over channels, pixels and batches.</summary>
internal static class NormExamples
{
    private static readonly (string, int[], float[]) Pixel = ("x", [1, 1, 4], [1, 3, 2, 4]), Slopes = ("dzdy", [1, 1, 4], [1, 0, -1, 2]);

    public static void Add(ManifestFolder folder)
    {
        folder.Add(
            "offset by a norm", "vl_nnnoffset", """{ "param": [1, 0.5] }""",
            Pixel, ("y", [1, 1, 4], [-4.47722578f, -2.47722578f, -3.47722578f, -1.47722578f]),
            Slopes, ("dzdx", [1, 1, 4], [0.634851635f, -1.09544516f, -1.73029673f, 0.539406538f]));
        folder.Add(
            "division by the 2-norm", "vl_nnnormalizelp", "{}",
            Pixel, ("y", [1, 1, 4], [0.182543755f, 0.547631264f, 0.365087509f, 0.730175018f]),
            Slopes, ("dzdx", [1, 1, 4], [0.139964402f, -0.127738044f, -0.26770246f, 0.194770113f]));
        folder.Add(
            "division by the 4-norm", "vl_nnnormalizelp", """{ "exponent": 4 }""", Pixel, ("y", [1, 1, 4], [0.230539918f, 0.691619754f, 0.461079836f, 0.922159672f]));
        folder.Add(
            "division by the mean square", "vl_nnspnorm", """{ "param": [3, 3, 1, 0.5] }""",
            ("x", [3, 3], [1, 4, 7, 2, 5, 8, 3, 6, 9]),
            ("y", [3, 3], [0.282842726f, 0.762770057f, 1.11378014f, 0.49741599f, 0.874817848f, 1.17740452f, 0.679366231f, 0.979795933f, 1.242118f]),
            ("dzdy", [3, 3], [1, 1, 1, 1, 1, 1, 1, 1, 1]),
            ("dzdx", [3, 3], [0.264459461f, 0.0719602108f, 0.026823923f, 0.185812503f, -0.0683484226f, -0.0861661583f, 0.162951276f, -0.0247013867f, -0.0194475204f]));
        folder.Add(
            "an even window of channels", "vl_nnnormalize", """{ "param": [2, 1, 0.5, 0.75] }""",
            ("x", [1, 1, 5], Ramp.Count(5)),
            ("y", [1, 1, 5], [0.390794971f, 0.441300123f, 0.425962069f, 0.400618635f, 0.709936782f]),
            ("dzdy", [1, 1, 5], [1, -1, 2, 0, 1]),
            ("dzdx", [1, 1, 5], [0.307053192f, -0.299873596f, 0.274377393f, -0.189316475f, -0.0552173053f]));
        folder.Add(
            "moments of a batch", "vl_nnbnorm", "{}",
            ("x", [2, 1, 2, 2], [1, 2, 3, 4, 5, 7, 9, 11]), ("g", [2], [2, 1]), ("b", [2], [0.5f, -1]),
            ("y", [2, 1, 2, 2], [-1.80620623f, -0.967585802f, -2.12114763f, -1.82217491f, 1.54827547f, 3.22551632f, -0.327311456f, 0.270633936f]),
            ("moments", [2, 2], [3.75f, 6.75f, 2.3848691f, 3.34478712f]), ("moments_bwd", [2, 2], [3.75f, 6.75f, 2.3848691f, 3.34478712f]),
            ("dzdy", [2, 1, 2, 2], [1, 0, -1, 2, 1, 1, 0, 3]),
            ("dzdx", [2, 1, 2, 2], [0.387052447f, -0.516076088f, -0.322358519f, 0.501069725f, 0.129019946f, 3.7e-06f, -0.464324832f, 0.285613626f]),
            ("dzdg", [2], [0.733792935f, 3.28869971f]), ("dzdb", [2], [3, 4]));
    }
}
