using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>The gradient of a pool after a transformed convolution is routed to its winners while tiles of it are transformed: the map of gradients before the pool, of which most is zero, is neither written
/// nor read.</summary>
internal static class RoutePass
{
    public static KernelProgram Run(KernelProgram program) => FusionPass.Run(program, Apply);

    private static bool Apply(KernelList list, Kernel kernel) =>
        kernel.Main is MaxPoolBackward route && TransformPrologue.Fold(list, kernel, route.Output, reader => reader is TransformGradient transform && TilesHoldWindows(route, transform));

    /// <summary>Whether every tile of gradients is made of whole windows, and every whole window of the map has a gradient.</summary>
    private static bool TilesHoldWindows(MaxPoolBackward route, TransformGradient transform)
    {
        Window window = route.Window;
        Shape map = transform.Geometry.Output, pooled = route.Gradient.Shape;
        return window.Height == window.StrideY && window.Width == window.StrideX && !window.HasPad && route.Winners.Element == ElementType.Byte
            && transform.Algorithm.Outputs % window.Height == 0 && transform.Algorithm.Outputs % window.Width == 0
            && pooled.Height == map.Height / window.Height && pooled.Width == map.Width / window.Width;
    }
}
