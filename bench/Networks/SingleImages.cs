using Kiln.Models.Networks;

namespace Kiln.Bench.Networks;

/// <summary>The networks that are raced and whose kernels are timed with one image at a time; add one here.</summary>
internal static class SingleImages
{
    private const int Threads = 2;

    public static IReadOnlyList<(string Name, Func<ImageNetwork> Create)> All { get; } =
    [
        (nameof(Vgg16), () => new Vgg16(Workload.Parameters<Vgg16>(), 1, Threads)),
        (nameof(Vgg16Half), () => new Vgg16Half(Workload.Parameters<Vgg16>(), 1, Threads)),
        (nameof(ResNet18), () => new ResNet18(Workload.Parameters<ResNet18>(), 1, Threads)),
        (nameof(ResNet50), () => new ResNet50(Workload.Parameters<ResNet50>(), 1, Threads)),
        (nameof(MobileNetV2), () => new MobileNetV2(Workload.Parameters<MobileNetV2>(), 1, Threads)),
        (nameof(SqueezeNet11), () => new SqueezeNet11(Workload.Parameters<SqueezeNet11>(), 1, Threads)),
        (nameof(GoogLeNet), () => new GoogLeNet(Workload.Parameters<GoogLeNet>(), 1, Threads)),
    ];
}
