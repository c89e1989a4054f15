namespace Kiln.Data;

/// <summary>How far <see cref="LetterJitter"/> moves letters. The defaults are the practical's, for letters of 32×32.</summary>
public sealed record JitterOptions
{
    /// <summary>The farthest move to the left and to the right, in pixels; from 0 to half an image's width.</summary>
    public int ShiftX { get; init; } = 5;

    /// <summary>The farthest move up and down, in pixels; 0 or more.</summary>
    public int ShiftY { get; init; } = 2;
}
