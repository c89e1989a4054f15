using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Moves pixels away from a reference or towards it: <c>pixel' = reference + f·(pixel − reference)</c>, cut to [0, 1], with one <c>f</c> for each image,
/// uniform in [1 − amount, 1 + amount].</summary>
/// <remarks>A normalization is linear, so the formula holds for normalized pixels and a normalized reference as it stands.</remarks>
internal abstract class ColourAugmentation(IImageSource source, double amount, string name)
    : ImageAugmentation(source, string.Create(CultureInfo.InvariantCulture, $"{name} ±{amount}"))
{
    private readonly float black = source.Normalization.Apply(0f);
    private readonly float white = source.Normalization.Apply(1f);

    /// <summary>What a network reads of a black pixel.</summary>
    protected float Black => black;

    protected sealed override void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets) =>
        Change((float)(1 + (amount * ((2 * random.NextDouble()) - 1))), input);

    protected abstract void Change(float factor, Span<float> input);

    /// <summary>Moves values of one reference.</summary>
    protected void Move(Span<float> values, float reference, float factor)
    {
        foreach (ref float value in values)
            value = Math.Clamp(reference + (factor * (value - reference)), black, white);
    }

    /// <summary>The gray value of a pixel; of other than three channels their mean.</summary>
    protected static float Gray(ReadOnlySpan<float> pixel)
    {
        if (pixel.Length == 3)
            return Luminance.Of(pixel[0], pixel[1], pixel[2]);

        float sum = 0;
        foreach (float channel in pixel)
            sum += channel;
        return sum / pixel.Length;
    }
}

/// <summary>Away from black.</summary>
internal sealed class BrightnessAugmentation(IImageSource source, double amount) : ColourAugmentation(source, amount, "brightness")
{
    protected override void Change(float factor, Span<float> input) => Move(input, Black, factor);
}

/// <summary>Away from the mean gray value of the image.</summary>
internal sealed class ContrastAugmentation(IImageSource source, double amount) : ColourAugmentation(source, amount, "contrast")
{
    protected override void Change(float factor, Span<float> input)
    {
        double sum = 0;
        for (int at = 0; at < input.Length; at += Shape.Channels)
            sum += Gray(input.Slice(at, Shape.Channels));
        Move(input, (float)(sum * Shape.Channels / input.Length), factor);
    }
}

/// <summary>Away from the gray value of each pixel.</summary>
internal sealed class SaturationAugmentation(IImageSource source, double amount) : ColourAugmentation(source, amount, "saturation")
{
    protected override void Change(float factor, Span<float> input)
    {
        for (int at = 0; at < input.Length; at += Shape.Channels)
        {
            Span<float> pixel = input.Slice(at, Shape.Channels);
            Move(pixel, Gray(pixel), factor);
        }
    }
}
