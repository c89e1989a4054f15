using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary>The networks for pictures that are raced and whose kernels are timed; add one here.</summary>
internal static class PictureNetworks
{
    /// <summary>Their names, and what makes each for a number of images and threads.</summary>
    public static IReadOnlyList<(string Name, Func<int, int, ImageNetwork> Create)> All { get; } =
    [
        (nameof(Vgg16), (batch, threads) => new Vgg16(Workload.Parameters<Vgg16>(), batch, threads)),
        (nameof(Vgg16Half), (batch, threads) => new Vgg16Half(Workload.Parameters<Vgg16>(), batch, threads)),
        (nameof(ResNet18), (batch, threads) => new ResNet18(Workload.Parameters<ResNet18>(), batch, threads)),
        (nameof(ResNet50), (batch, threads) => new ResNet50(Workload.Parameters<ResNet50>(), batch, threads)),
        (nameof(MobileNetV2), (batch, threads) => new MobileNetV2(Workload.Parameters<MobileNetV2>(), batch, threads)),
        (nameof(SqueezeNet11), (batch, threads) => new SqueezeNet11(Workload.Parameters<SqueezeNet11>(), batch, threads)),
        (nameof(GoogLeNet), (batch, threads) => new GoogLeNet(Workload.Parameters<GoogLeNet>(), batch, threads)),
    ];
}
