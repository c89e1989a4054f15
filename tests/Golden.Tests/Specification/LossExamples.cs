using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests.Specification;

/// <summary>Losses of two images of three classes, or of three signs.</summary>
internal static class LossExamples
{
    private static readonly (string, int[], float[]) Scores = ("x", [1, 1, 3, 2], [1, 2, 0.5f, 3, -1, 3]), Classes = ("c", [1, 2], [2, 1]), Slope = ("dzdy", [1], [1]);

    private static readonly (string, int[], float[]) Attributes = ("x", [1, 1, 3, 2], [0.5f, -2, 0, 1, 3, -1]), Signs = ("c", [1, 1, 3, 2], [1, 1, -1, -1, 1, 0]);

    public static void Add(ManifestFolder folder)
    {
        folder.Add(
            "softmax", "vl_nnloss", "{}",
            Scores, Classes, ("y", [1], [0.583316088f]), Slope, ("dzdx", [1, 1, 3, 2], [0.115611948f, -0.185734153f, 0.0701221898f, -0.252268702f, 0.00453735702f, 0.247731298f]));
        folder.Add("softmax with an image without class", "vl_nnloss", "{}", Scores, ("c", [1, 2], [2, 0]), ("y", [1], [0.23218441f]));
        folder.Add("softmax with weights", "vl_nnloss", "{}", Scores, Classes, ("instanceWeights", [1, 1, 1, 2], [1, 2]), ("y", [1], [0.934447765f]));
        folder.Add("structured hinge", "vl_nnloss", """{ "loss": "mshinge" }""", Scores, Classes, ("y", [1], [0.5f]), Slope, ("dzdx", [1, 1, 3, 2], [0, 0, 0, -0.5f, 0, 0.5f]));
        folder.Add("errors of classes", "vl_nnloss", """{ "loss": "classerror" }""", Scores, Classes, ("y", [1], [0]));
        folder.Add(
            "logistic", "vl_nnloss", """{ "loss": "logistic" }""",
            Attributes, Signs, ("y", [1], [2.32800055f]), Slope, ("dzdx", [1, 1, 3, 2], [-0.188770339f, -0.440398514f, 0.25f, 0.365529299f, -0.0237129368f, 0]));
        folder.Add("hinge", "vl_nnloss", """{ "loss": "hinge" }""", Attributes, Signs, ("y", [1], [3.25f]));
        folder.Add("errors of signs", "vl_nnloss", """{ "loss": "binaryerror" }""", Attributes, Signs, ("y", [1], [1.5f]));
    }
}
