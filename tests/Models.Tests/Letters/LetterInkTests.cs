using Kiln.Models.Letters;

namespace Kiln.Models.Tests.Letters;

public sealed class LetterInkTests
{
    private const int Width = 40;

    /// <summary>Two letters: a is an upright bar in columns 10 and 11, rows 8 to 23, with an arm of four pixels to the right in row 8; b is a bar alone, from row 15 on.</summary>
    private static readonly LetterInk Ink = new(Set());

    [Fact]
    public void AtWholePixelsALetterIsCopied()
    {
        float[] line = Paper();
        Ink.Draw(font: 0, letter: 0, left: 5, down: 1, scale: 1, line, Width);
        for (int y = 0; y < LetterSet.Side; y++)
        {
            for (int x = 0; x < Width; x++)
                Assert.Equal(y is >= 9 and < 25 && x is 5 or 6 || (y == 9 && x is >= 5 and < 11) ? 0f : 1f, line[(y * Width) + x]);
        }
    }

    [Fact]
    public void BetweenPixelsTheInkIsShared()
    {
        float[] line = Paper();
        Ink.Draw(font: 0, letter: 1, left: 5.25, down: 0, scale: 1, line, Width);
        Assert.Equal([1, 0.25f, 0, 0.75f, 1], line[((20 * Width) + 4)..((20 * Width) + 9)]);
    }

    [Fact]
    public void TwiceTheSizeIsTwiceTheInk()
    {
        float[] line = Paper();
        Ink.Draw(font: 0, letter: 1, left: 10, down: -4, scale: 1, line, Width);
        double once = line.Sum(pixel => 1 - pixel);
        line = Paper();
        Ink.Draw(font: 0, letter: 1, left: 10, down: -4, scale: 1.25, line, Width);
        Assert.Equal(1.25 * 1.25 * once, line.Sum(pixel => 1 - pixel), 0.1 * once);
    }

    [Fact]
    public void WhatLiesBeyondThePictureIsLeftOut()
    {
        foreach (double left in (ReadOnlySpan<double>)[-30, -3, Width - 2, Width + 30])
        {
            float[] line = Paper();
            Ink.Draw(font: 0, letter: 0, left, down: -20, scale: 1.1, line, Width);
            Assert.All(line, pixel => Assert.InRange(pixel, 0, 1));
        }
    }

    [Fact]
    public void WhereThereIsInkAlreadyTheDarkerPixelWins()
    {
        float[] line = Paper();
        Array.Fill(line, 0.5f);
        Ink.Draw(font: 0, letter: 1, left: 5.25, down: 0, scale: 1, line, Width);
        Assert.Equal([0.5f, 0.25f, 0, 0.5f, 0.5f], line[((20 * Width) + 4)..((20 * Width) + 9)]);
    }

    /// <summary>In the nine rows of both, an arm above a bar leaves four pixels; arm and arm touch in one row of sixteen, and the others count three pixels more at most.</summary>
    [Fact]
    public void LettersLookFarApartWhereTheyLeavePaper()
    {
        Assert.Equal(4, Ink.Distance(font: 0, before: 0, letter: 1));
        Assert.Equal((0 + (15 * 3)) / 16.0, Ink.Distance(font: 0, before: 0, letter: 0));
        Assert.Equal(0, Ink.Distance(font: 0, before: 1, letter: 0));
        Assert.Equal(0, Ink.Distance(font: 0, before: 1, letter: 1));
    }

    private static float[] Paper() => [.. Enumerable.Repeat(1f, LetterSet.Side * Width)];

    private static LetterSet Set()
    {
        byte[] pixels = new byte[LetterSet.FontBytes];
        Array.Fill(pixels, InkBox.Paper);
        for (int letter = 0; letter < LetterSet.Letters; letter++)
        {
            Span<byte> image = pixels.AsSpan(letter * LetterSet.ImageBytes, LetterSet.ImageBytes);
            for (int y = letter == 0 ? 8 : 15; y < 24; y++)
                image.Slice((y * LetterSet.Side) + 10, 2).Clear();
            if (letter == 0)
                image.Slice((8 * LetterSet.Side) + 12, 4).Clear();
        }

        return new LetterSet([new LetterFont("bars", Validation: false)], pixels);
    }
}
