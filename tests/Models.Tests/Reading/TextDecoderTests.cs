using Kiln.Models.Reading;

namespace Kiln.Models.Tests.Reading;

public sealed class TextDecoderTests
{
    /// <summary>Columns of four pixels from pixel 16 on, as the character network's.</summary>
    private const int Field = 32, Stride = 4;

    [Theory]
    [InlineData("aaa", "  ###", "a")]
    [InlineData("aabb", "#### ####", "ab")]
    public void ARunIsOneLetter(string answers, string ink, string text) => Assert.Equal(text, Decode(answers, ink));

    [Fact]
    public void EqualLettersWithPaperBetweenStayTwo() => Assert.Equal("ll", Decode("lll", "#   #"));

    [Fact]
    public void AnswersBetweenLettersAreDropped() => Assert.Equal("a b", Decode("aaxxbb", "######         #######"));

    [Fact]
    public void LettersThatTouchAreBothRead() => Assert.Equal("ab", Decode("aaabbb", "########################"));

    [Fact]
    public void WhatTheEdgesOfAWideLetterLookLikeIsDropped() => Assert.Equal("m", Decode("rmmmn", "####################"));

    [Fact]
    public void ASingleColumnOnItsOwnPieceIsALetter() => Assert.Equal("i", Decode("xix", "    ##"));

    [Fact]
    public void NoInkIsNoText() => Assert.Equal("", Decode("abc", ""));

    [Theory]
    [InlineData(5, "ab")]
    [InlineData(6, "a b")]
    public void AWideGapIsASpace(int gap, string text) =>
        Assert.Equal(text, Decode("aabbb", "######" + new string(' ', gap) + "######"));

    [Fact]
    public void AnEarDoesNotCloseTheGapBetweenWords()
    {
        // Five pixels between the closest rows, eight and more in the others.
        string[] rows = ["######     ######", "###        ######", "###        ######", "###        ######"];
        Assert.Equal("a b", TextDecoder.Decode(Line(rows), Map("aabbb")));
    }

    [Fact]
    public void TheBestLetterAndItsShareOfTheSoftmaxAreThoseOfTheColumn()
    {
        ScoreMap map = new([0, 1, 0, 3, 3, 0], "xyz", 16, 4);
        Assert.Equal(2, map.Columns);
        Assert.Equal('y', map.Best(0).Letter);
        Assert.Equal(Math.E / (2 + Math.E), map.Best(0).Probability, 1e-9);
        Assert.Equal('x', map.Best(1).Letter);
        Assert.Equal("yx", map.BestLetters);
        Assert.Equal(20, map.Centre(1));
        Assert.Throws<ArgumentException>(() => new ScoreMap([1, 2], "xyz", 16, 4));
    }

    private static string Decode(string answers, string ink) => TextDecoder.Decode(Line(ink), Map(answers));

    /// <summary>A picture whose ink begins where the first column looks.</summary>
    private static GrayImage Line(params string[] rows)
    {
        int width = rows[0].Length + (2 * Field);
        float[] pixels = [.. rows.SelectMany(row => row.PadLeft(row.Length + (Field / 2)).PadRight(width)).Select(c => c == '#' ? 0f : 1f)];
        return new GrayImage(rows.Length, width, pixels);
    }

    private static ScoreMap Map(string answers)
    {
        const string Classes = "abcdefghijklmnopqrstuvwxyz";
        float[] scores = [.. answers.SelectMany(answer => Classes.Select(letter => letter == answer ? 5f : 0f))];
        return new ScoreMap(scores, Classes, Field / 2, Stride);
    }
}
