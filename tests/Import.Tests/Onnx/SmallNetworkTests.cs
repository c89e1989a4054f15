using Kiln.Import.Tests.Support;
using Kiln.Interchange;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx;

namespace Kiln.Import.Tests.Onnx;

/// <summary>The same of small networks of every kind and option, and what is refused of them.</summary>
public sealed class SmallNetworkTests
{
    public static TheoryData<string> Small => [.. DeclaredNetworks.Small.Keys.Except(NotPutTogether)];

    /// <summary>Networks with layers that are several operators and are not put together again: regions, grids, distances to one pixel, norms over images and in even windows. One that is read goes from here.</summary>
    private static readonly string[] NotPutTogether =
    [
        .. new[] { "GivenPlaces", "DetectorHead", "LocalResponses", "DividedByBatch", "RegionsOfLayers", "RegionsAsNumbers", "SpatialTransformer", "Siamese", "Zooms", "SpatialNorms", "DeepNetwork" }
            .Select(name => $"Kiln.Networks.Tests.Networks.{name}"),
    ];

    public static TheoryData<string> Refused => [.. NotPutTogether];

    [SkippableTheory]
    [MemberData(nameof(Small))]
    public void ASmallNetworkComesBack(string name) => ImportAgreement.Check(ExportedNetwork.Of(name, DeclaredNetworks.Small[name]).Model, images: 3);

    [SkippableTheory]
    [MemberData(nameof(Refused))]
    public void WhatIsNotPutTogetherIsRefused(string name)
    {
        InterchangeException error = Assert.Throws<InterchangeException>(() => NetworkImport.Read(ExportedNetwork.Of(name, DeclaredNetworks.Small[name]).Model));
        Assert.NotEmpty(error.Problems);
    }
}
