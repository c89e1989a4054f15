using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary>The networks for pictures that are raced and whose kernels are timed; add one here.</summary>
internal static class PictureNetworks
{
    private const int Threads = 2;

    public static IReadOnlyList<(string Name, Func<int, ImageNetwork> Create)> All { get; } =
    [
        (nameof(Vgg16), batch => new Vgg16(Workload.Parameters<Vgg16>(), batch, Threads)),
        (nameof(Vgg16Half), batch => new Vgg16Half(Workload.Parameters<Vgg16>(), batch, Threads)),
        (nameof(ResNet18), batch => new ResNet18(Workload.Parameters<ResNet18>(), batch, Threads)),
        (nameof(ResNet50), batch => new ResNet50(Workload.Parameters<ResNet50>(), batch, Threads)),
        (nameof(MobileNetV2), batch => new MobileNetV2(Workload.Parameters<MobileNetV2>(), batch, Threads)),
        (nameof(SqueezeNet11), batch => new SqueezeNet11(Workload.Parameters<SqueezeNet11>(), batch, Threads)),
        (nameof(GoogLeNet), batch => new GoogLeNet(Workload.Parameters<GoogLeNet>(), batch, Threads)),
    ];
}
