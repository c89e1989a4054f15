using CsCheck;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Tests.Support;
using Kiln.Networks.Tests.Random;

namespace Kiln.Generator.Tests.Planning;

/// <summary>The panels of a schedule are all vectors of its results, each once, and fit the registers.</summary>
public class PanelTests
{
    [Fact]
    public void PanelsOfRandomNetworksCoverAllLanesOnce() => RandomNetworks.Network.Sample(
        network =>
        {
            foreach (TargetPlan plan in Programs.Plain(network).SelectMany(plain => CpuPlan.For(CpuBackEnd.Fuse(plain)).Targets))
                foreach (KernelPlan kernel in plan.Kernels)
                    if (kernel.Schedule is TileSchedule tile && Lanes(kernel.Kernel.Main) is { } lanes)
                        Check(plan.Target, tile, lanes);
        },
        iter: 300);

    private static int? Lanes(Step step) => step switch
    {
        ConvForward conv => conv.Geometry.GroupFilters,
        ConvBackwardWeights conv => conv.Geometry.GroupFilters,
        ConvBackwardInput conv => conv.Geometry.Stretch,
        _ => null,
    };

    private static void Check(Target target, TileSchedule tile, int lanes)
    {
        int vector = 0;
        foreach (Panel panel in tile.Panels)
        {
            Assert.Equal(vector, panel.First);
            Assert.True(panel.Vectors >= 1 && panel.Count >= 1);
            Assert.InRange((tile.Cells * panel.Vectors) + 2, 3, target.Registers);
            vector += panel.Vectors * panel.Count;
            Assert.Equal(panel == tile.Panels[^1] ? ((lanes - 1) % target.Lanes) + 1 : target.Lanes, panel.LastLanes);
        }

        Assert.Equal(target.Vectors(lanes), vector);
    }
}
