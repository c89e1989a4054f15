using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Tests.Networks;

/// <summary>The networks of the world have the sizes that are published for them, where we know them.</summary>
public sealed class KnownNetworkTests
{
    /// <summary>Parameters without the moments of batch norms, and multiply-adds of convolutions and dense layers. The parameters of LeNet,
    /// AlexNet, Vgg16, Vgg19, GoogLeNet, the ResNets but for ResNet20, MobileNetV2 and the SqueezeNets are the published ones, and so are ResNet50's multiply-adds. The other
    /// numbers are our own, and are here so that none changes unseen.</summary>
    [Theory]
    [InlineData("CharacterCnn", 478_096, 4_544_000)]
    [InlineData("LineCnn", 690_940, 148_209_664)]
    [InlineData("LeNet", 431_080, 2_293_000)]
    [InlineData("AlexNet", 61_100_840, 714_188_480)]
    [InlineData("Nin", 966_986, 222_486_528)]
    [InlineData("VggF", 60_834_536, 724_005_632)]
    [InlineData("VggM", 102_908_520, 1_676_172_320)]
    [InlineData("VggS", 102_908_520, 2_637_708_320)]
    [InlineData("Vgg16", 138_357_544, 15_470_264_320)]
    [InlineData("Vgg19", 143_667_240, 19_632_062_464)]
    [InlineData("GoogLeNet", 6_998_552, 1_582_671_872)]
    [InlineData("ResNet18", 11_689_512, 1_814_073_344)]
    [InlineData("ResNet20", 272_474, 40_813_184)]
    [InlineData("ResNet50", 25_557_032, 4_089_184_256)]
    [InlineData("ResNet101", 44_549_160, 7_801_405_440)]
    [InlineData("ResNet152", 60_192_808, 11_513_626_624)]
    [InlineData("MobileNetV2", 3_504_872, 300_774_272)]
    [InlineData("SqueezeNet10", 1_248_424, 861_339_936)]
    [InlineData("SqueezeNet11", 1_235_496, 349_151_936)]
    public void ANetworkHasItsPublishedSize(string name, long parameters, long multiplyAdds)
    {
        NetworkSize size = NetworkSize.Of(KnownNetwork.Find(name).Description);

        Assert.Equal((parameters, multiplyAdds), (size.Parameters, size.MultiplyAdds));
    }

    [Fact]
    public void EveryNetworkIsHere() => Assert.Equal(19, KnownNetwork.All.Count);
}
