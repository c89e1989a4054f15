namespace Kiln.Data;

/// <summary>How large the parts are that a random crop shows, before they are brought to the extents of its result.</summary>
/// <param name="MinArea">The least share of the image's area; above 0.</param>
/// <param name="MaxArea">The largest share; up to 1.</param>
/// <param name="MinAspect">The least width by height; above 0.</param>
/// <param name="MaxAspect">The largest width by height.</param>
public sealed record CropScale(double MinArea, double MaxArea, double MinAspect, double MaxAspect)
{
    /// <summary>8 % to all of the area, 3:4 to 4:3 (Szegedy et al. 2014, arXiv:1409.4842, section 6).</summary>
    public static CropScale Inception { get; } = new(0.08, 1, 3.0 / 4, 4.0 / 3);

    /// <exception cref="ArgumentException">A range is empty or out of its bounds.</exception>
    internal void Validate()
    {
        if (!(MinArea > 0 && MinArea <= MaxArea && MaxArea <= 1))
            throw new ArgumentException($"areas from {MinArea} to {MaxArea} are no range of shares; use 0 < {nameof(MinArea)} ≤ {nameof(MaxArea)} ≤ 1");
        if (!(MinAspect > 0 && MinAspect <= MaxAspect && double.IsFinite(MaxAspect)))
            throw new ArgumentException($"aspects from {MinAspect} to {MaxAspect} are no range of ratios; use 0 < {nameof(MinAspect)} ≤ {nameof(MaxAspect)}");
    }
}
