using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Gpu;

/// <summary>How the products of a convolution are computed.</summary>
internal static class ConvMethods
{
    /// <summary>Columns of more floats an image would not fit beside the maps.</summary>
    private const long MostColumns = 1 << 24;

    /// <summary>Parts of a gradient by weights: so many, and so many floats together, which indices of 32 bits number.</summary>
    private const int MostSplits = 512, MostPartsFloats = 1 << 28;

    /// <summary>Parts of a forward product are maps that grow with the batch.</summary>
    private const int MostForwardSplits = 32;

    /// <summary>Whether every input belongs to one position only, in the order of the positions: columns are the gradient by the input itself.</summary>
    public static bool IsDirect(ConvGeometry geometry)
    {
        Window window = geometry.Window;
        return !window.HasPad && ((window is { Positions: 1, StrideY: 1, StrideX: 1 })
            || (geometry.Groups == 1 && geometry.Output.Pixels == 1 && window.Height == geometry.Input.Height && window.Width == geometry.Input.Width && window is { DilationY: 1, DilationX: 1 }));
    }

    /// <summary>Whether gathering the gradients of all positions that an input belongs to is less work than columns: these are written, and read by every input.</summary>
    public static bool Gathers(ConvGeometry geometry)
    {
        long columns = Columns(geometry).Count;
        if (columns > MostColumns)
            return true;

        double peak = GpuLimits.MultiplyAddsPerCycle * (double)GpuLimits.Multiprocessors * 0.5;
        double gather = (double)geometry.Input.Pixels * geometry.Window.Positions * geometry.GroupFilters * geometry.Input.Channels / peak;
        double product = geometry.MultiplyAdds / peak, bytes = 2.0 * sizeof(float) * columns / GpuLimits.CacheBytesPerCycle;
        return gather <= product + bytes;
    }

    /// <summary>What every position gives to each input of its window.</summary>
    public static Shape Columns(ConvGeometry geometry) =>
        new(geometry.Output.Height, geometry.Output.Width, geometry.Window.Positions * geometry.Input.Channels);

    /// <summary>The product of a convolution that no pool follows.</summary>
    public static ProductSize ForwardSize(ConvGeometry geometry) => new(
        (double)geometry.Output.Pixels * GpuLimits.NominalImages, geometry.GroupFilters, geometry.Reduction, geometry.Groups, Math.Max(1, Math.Min(MostForwardSplits, GpuLimits.GridZ / geometry.Groups)));

    /// <summary>The product that is the gradient by the weights.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="withBiases">Whether it has a row for the biases.</param>
    public static ProductSize PartsSize(ConvGeometry geometry, bool withBiases)
    {
        long rows = geometry.Reduction + (withBiases ? 1 : 0), most = Math.Min(GpuLimits.GridZ / geometry.Groups, MostPartsFloats / (rows * geometry.Filters));
        return new(rows, geometry.GroupFilters, (double)geometry.Output.Pixels * GpuLimits.NominalImages, geometry.Groups, (int)Math.Max(1, Math.Min(MostSplits, most)));
    }
}
