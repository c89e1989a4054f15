namespace Kiln.Interchange;

/// <summary>The two orders in which filters are stored. Kiln's are rows × columns × channels × filters, filters innermost; those of ONNX and PyTorch are
/// filters × channels × rows × columns.</summary>
/// <remarks>A transposed convolution's are rows × columns × output channels × input channels here and input × output channels × rows × columns there: the same change, with its input channels
/// in place of filters.</remarks>
internal static class FilterOrder
{
    /// <summary>Filters that are taken at once: a line of the cache.</summary>
    private const int Block = 16;

    /// <summary>Moves filters from innermost to outermost and channels before pixels.</summary>
    /// <param name="ours">Rows × columns × channels × filters.</param>
    /// <param name="theirs">Gets filters × channels × rows × columns.</param>
    /// <param name="channels">Channels of a filter.</param>
    /// <param name="filters">How many filters.</param>
    public static void ToOutermost(ReadOnlySpan<float> ours, Span<float> theirs, int channels, int filters)
    {
        int pixels = ours.Length / (channels * filters);
        for (int first = 0; first < filters; first += Block)
            for (int channel = 0; channel < channels; channel++)
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    int from = (((pixel * channels) + channel) * filters) + first, to = (((first * channels) + channel) * pixels) + pixel;
                    for (int filter = 0; filter < Math.Min(Block, filters - first); filter++)
                        theirs[to + (filter * channels * pixels)] = ours[from + filter];
                }
    }

    /// <summary>The way back.</summary>
    /// <param name="theirs">Filters × channels × rows × columns.</param>
    /// <param name="ours">Gets rows × columns × channels × filters.</param>
    /// <param name="channels">Channels of a filter.</param>
    /// <param name="filters">How many filters.</param>
    public static void ToInnermost(ReadOnlySpan<float> theirs, Span<float> ours, int channels, int filters)
    {
        int pixels = ours.Length / (channels * filters);
        for (int first = 0; first < filters; first += Block)
            for (int channel = 0; channel < channels; channel++)
                for (int pixel = 0; pixel < pixels; pixel++)
                {
                    int to = (((pixel * channels) + channel) * filters) + first, from = (((first * channels) + channel) * pixels) + pixel;
                    for (int filter = 0; filter < Math.Min(Block, filters - first); filter++)
                        ours[to + filter] = theirs[from + (filter * channels * pixels)];
                }
    }
}
