using System.Text;

namespace Kiln.Networks.Tests.Random;

/// <summary>What a random layer is.</summary>
internal enum RandomKind
{
    Conv,
    MaxPool,
    Relu,
}

/// <summary>Numbers drawn for a layer, made to fit the map that it will read.</summary>
/// <param name="Kind">The kind; relu ignores the rest.</param>
/// <param name="Height">Rows of the window, if the map has as many.</param>
/// <param name="Width">Columns of the window.</param>
/// <param name="StrideY">Step down.</param>
/// <param name="StrideX">Step along.</param>
/// <param name="Pads">Top, bottom, left, right; a pool's are cut to less than its window.</param>
/// <param name="Filters">Filters of a convolution.</param>
/// <param name="Bias">Whether they have biases.</param>
/// <param name="Keep">Whether the output can be read.</param>
internal sealed record RandomLayer(
    RandomKind Kind, int Height, int Width, int StrideY, int StrideX, (int Top, int Bottom, int Left, int Right) Pads, int Filters, bool Bias, bool Keep)
{
    /// <summary>The layer that fits a map.</summary>
    public RandomLayer On(Shape input)
    {
        if (Kind == RandomKind.Relu)
            return this with { Height = 1, Width = 1, StrideY = 1, StrideX = 1, Pads = default };

        if (Kind == RandomKind.Conv)
        {
            return this with
            {
                Height = Math.Min(Height, input.Height + Pads.Top + Pads.Bottom),
                Width = Math.Min(Width, input.Width + Pads.Left + Pads.Right),
            };
        }

        // Every window of a pool must hold a pixel.
        int height = Math.Min(Height, input.Height), width = Math.Min(Width, input.Width);
        return this with
        {
            Height = height,
            Width = width,
            Pads = (Math.Min(Pads.Top, height - 1), Math.Min(Pads.Bottom, height - 1), Math.Min(Pads.Left, width - 1), Math.Min(Pads.Right, width - 1)),
        };
    }

    public Shape Output(Shape input) => new(
        ((input.Height + Pads.Top + Pads.Bottom - Height) / StrideY) + 1,
        ((input.Width + Pads.Left + Pads.Right - Width) / StrideX) + 1,
        Kind == RandomKind.Conv ? Filters : input.Channels);

    /// <summary>Multiply-adds an image, or as slow comparisons.</summary>
    public long Work(Shape input)
    {
        Shape output = Output(input);
        return (long)output.Count * Height * Width * (Kind == RandomKind.Conv ? input.Channels : 1);
    }

    /// <summary>The attribute.</summary>
    public string Declare()
    {
        string keep = Keep ? "Keep = true" : "";
        if (Kind == RandomKind.Relu)
            return Keep ? $"[Relu({keep})]" : "[Relu]";

        StringBuilder text = new(Kind == RandomKind.Conv ? $"[Conv({Height}, {Width}, {Filters}" : $"[MaxPool({Height}, {Width}");
        text.Append($", StrideY = {StrideY}, StrideX = {StrideX}");
        text.Append($", PadTop = {Pads.Top}, PadBottom = {Pads.Bottom}, PadLeft = {Pads.Left}, PadRight = {Pads.Right}");
        if (Kind == RandomKind.Conv && !Bias)
            text.Append(", Bias = false");

        return text.Append(Keep ? $", {keep})]" : ")]").ToString();
    }
}
