namespace Kiln.Data;

/// <summary>How pixels become what a network reads: <c>input = Scale · (pixel − Mean)</c>, pixels in [0, 1], bytes counted as byte / 255.</summary>
/// <remarks>It belongs to the weights: whoever runs a network must prepare images as its training did.</remarks>
public sealed record ImageNormalization
{
    /// <summary>A normalization.</summary>
    /// <param name="mean">Subtracted from every pixel, in the units of [0, 1]; finite.</param>
    /// <param name="scale">Multiplies the difference; finite and above 0, so that darker pixels stay the lower ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public ImageNormalization(float mean, float scale)
    {
        if (!float.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "the mean must be finite");
        if (!float.IsFinite(scale) || scale <= 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "the scale must be finite and above 0");
        Mean = mean;
        Scale = scale;
    }

    /// <summary>Pixels as they are: mean 0, scale 1.</summary>
    public static ImageNormalization Identity { get; } = new(0, 1);

    /// <summary>Subtracted from every pixel, in the units of [0, 1].</summary>
    public float Mean { get; }

    /// <summary>Multiplies the difference; above 0.</summary>
    public float Scale { get; }

    /// <summary>One pixel as the network reads it.</summary>
    /// <param name="pixel">In [0, 1].</param>
    public float Apply(float pixel) => Scale * (pixel - Mean);

    /// <summary>One byte pixel as the network reads it.</summary>
    /// <param name="pixel">255 stands for 1.</param>
    public float Apply(byte pixel) => Apply(pixel / 255f);

    /// <summary>Pixels as the network reads them.</summary>
    /// <param name="pixels">In [0, 1].</param>
    /// <param name="input">As long as <paramref name="pixels"/>, which it may be itself.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Apply(ReadOnlySpan<float> pixels, Span<float> input)
    {
        Require.Length(input.Length, pixels.Length, "the input", nameof(input));
        for (int i = 0; i < pixels.Length; i++)
            input[i] = Apply(pixels[i]);
    }

    /// <summary>Byte pixels as the network reads them.</summary>
    /// <param name="pixels">255 stands for 1.</param>
    /// <param name="input">As long as <paramref name="pixels"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> input)
    {
        Require.Length(input.Length, pixels.Length, "the input", nameof(input));
        for (int i = 0; i < pixels.Length; i++)
            input[i] = Apply(pixels[i]);
    }
}
