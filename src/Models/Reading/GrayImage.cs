using Kiln.Data;

namespace Kiln.Models.Reading;

/// <summary>A picture of gray values: 0 black, 1 white.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Row by row.</param>
internal sealed record GrayImage(int Height, int Width, float[] Pixels)
{
    /// <summary>A pixel darker than white by this much is ink.</summary>
    private const float Ink = 0.25f;

    /// <summary>What divides dark pixels from light ones.</summary>
    private const float MiddleGray = 0.5f;

    /// <summary>The gray value of a colour that lies on white paper; all values in [0, 1].</summary>
    /// <param name="red">Its red.</param>
    /// <param name="green">Its green.</param>
    /// <param name="blue">Its blue.</param>
    /// <param name="alpha">0 where the paper shows through, 1 where it does not.</param>
    public static float Gray(float red, float green, float blue, float alpha) =>
        Math.Clamp((Luminance.Of(red, green, blue) * alpha) + (1 - alpha), 0, 1);

    /// <summary>One row.</summary>
    /// <param name="y">From the top.</param>
    public Span<float> Row(int y) => Pixels.AsSpan(y * Width, Width);

    /// <summary>Whether more of the picture is dark than light, so that its text is probably light.</summary>
    public bool LooksLightOnDark => Pixels.Count(pixel => pixel < MiddleGray) > Pixels.Length / 2;

    /// <summary>Black for white.</summary>
    public GrayImage Inverted() => this with { Pixels = [.. Pixels.Select(pixel => 1 - pixel)] };

    /// <summary>The picture with its darkest pixel made black and its lightest white: tinted paper becomes paper, gray print ink. A picture of one
    /// shade stays as it is.</summary>
    public GrayImage Stretched()
    {
        float darkest = Pixels.Min(), range = Pixels.Max() - darkest;
        return range < Ink || range == 1 ? this : this with { Pixels = [.. Pixels.Select(pixel => (pixel - darkest) / range)] };
    }

    /// <summary>Whether a pixel is clearly darker than white paper.</summary>
    /// <param name="y">From the top.</param>
    /// <param name="x">From the left.</param>
    public bool IsInk(int y, int x) => Pixels[(y * Width) + x] < 1 - Ink;

    /// <summary>Whether a column has ink.</summary>
    /// <param name="x">From the left.</param>
    public bool HasInk(int x)
    {
        for (int y = 0; y < Height; y++)
        {
            if (IsInk(y, x))
                return true;
        }

        return false;
    }

    /// <summary>The picture with columns of white paper added.</summary>
    /// <param name="left">How many on the left.</param>
    /// <param name="right">How many on the right.</param>
    public GrayImage WithMargins(int left, int right)
    {
        if (left == 0 && right == 0)
            return this;

        GrayImage wide = new(Height, left + Width + right, new float[Height * (left + Width + right)]);
        Array.Fill(wide.Pixels, 1);
        for (int y = 0; y < Height; y++)
            Row(y).CopyTo(wide.Row(y)[left..]);
        return wide;
    }
}
