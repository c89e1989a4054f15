namespace Kiln.Interchange.Matlab;

/// <summary>How a model's images are prepared: <c>meta.normalization</c>. Pixels are counted from 0 to 255, red first.</summary>
/// <param name="Height">Rows of what the network reads.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">3 for colours, 1 for gray.</param>
/// <param name="Average">What is subtracted from every pixel: <paramref name="Height"/> × <paramref name="Width"/> × <paramref name="Channels"/> numbers, channels innermost, or one a
/// channel, or one for all; empty for nothing.</param>
/// <param name="Interpolation">How pictures are scaled: <c>bicubic</c>, <c>bilinear</c> …, as <c>imresize</c> names it; antialiased where it shrinks.</param>
/// <param name="KeepAspect">Whether a picture keeps its ratio and what stands over is cut off; otherwise it is stretched.</param>
/// <param name="BorderHeight">By how many rows the scaled picture is larger than what is cut out of its middle.</param>
/// <param name="BorderWidth">By how many columns.</param>
public sealed record MatConvNetImages(
    int Height, int Width, int Channels, IReadOnlyList<float> Average, string Interpolation, bool KeepAspect, int BorderHeight, int BorderWidth)
{
    /// <summary>The same as <c>meta.normalization</c>.</summary>
    internal MatStruct ToStruct()
    {
        int[] extents = Average.Count == 1 ? [1, 1] : Average.Count == Channels ? [1, 1, Channels] : [Height, Width, Channels];
        MatValue average = Average.Count == 0 ? new MatArray<float>([0, 0], []) : ColumnMajor.FromRowMajor(extents, [.. Average]);
        return new MatStruct(
            ("imageSize", MatArray.Row(Height, Width, Channels)),
            ("averageImage", average),
            ("interpolation", new MatText(Interpolation)),
            ("keepAspect", MatArray.Of(KeepAspect)),
            ("border", MatArray.Row(BorderHeight, BorderWidth)));
    }
}
