using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests.Specification;

/// <summary>Losses of two images of three classes.</summary>
internal static class LossExamples
{
    private static readonly (string, int[], float[]) Scores = ("x", [1, 1, 3, 2], [1, 2, 0.5f, 3, -1, 3]), Classes = ("c", [1, 2], [2, 1]), Slope = ("dzdy", [1], [1]);

    public static void Add(ManifestFolder folder)
    {
        folder.Add(
            "softmax", "vl_nnloss", "{}",
            Scores, Classes, ("y", [1], [0.583316088f]), Slope, ("dzdx", [1, 1, 3, 2], [0.115611948f, -0.185734153f, 0.0701221898f, -0.252268702f, 0.00453735702f, 0.247731298f]));
        folder.Add("softmax with an image without class", "vl_nnloss", "{}", Scores, ("c", [1, 2], [2, 0]), ("y", [1], [0.23218441f]));
        folder.Add("errors of classes", "vl_nnloss", """{ "loss": "classerror" }""", Scores, Classes, ("y", [1], [0]));
    }
}
