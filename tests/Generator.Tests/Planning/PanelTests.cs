using CsCheck;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Schedules;
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
            string text = "using Kiln;\n" + network.Declare("Net");
            foreach (KernelPlan kernel in CpuPlan.For(Programs.Compiled("Net", text)).Kernels)
                if (kernel.Schedule is TileSchedule tile && Lanes(kernel.Kernel.Main) is { } lanes)
                    Check(tile, lanes);
        },
        iter: 300);

    private static int? Lanes(Step step) => step switch
    {
        ConvForward conv => conv.Layer.Filters,
        ConvBackwardWeights conv => conv.Layer.Filters,
        ConvBackwardInput conv => conv.Layer.Extent.Width * conv.Input.Shape.Channels,
        _ => null,
    };

    private static void Check(TileSchedule tile, int lanes)
    {
        int vector = 0;
        foreach (Panel panel in tile.Panels)
        {
            Assert.Equal(vector, panel.First);
            Assert.True(panel.Vectors >= 1 && panel.Count >= 1);
            vector += panel.Vectors * panel.Count;
            Assert.Equal(panel == tile.Panels[^1] ? ((lanes - 1) % Target.Avx2.Lanes) + 1 : Target.Avx2.Lanes, panel.LastLanes);
        }

        Assert.Equal(Target.Avx2.Vectors(lanes), vector);
    }
}
