using Kiln.Models.Reading;

namespace Kiln.Models.Tests.Reading;

public sealed class LineDecoderTests
{
    [Theory]
    [InlineData("aaa", "a")]
    [InlineData("aabb", "ab")]
    [InlineData("l·l", "ll")]
    [InlineData("ll·ll·e", "lle")]
    [InlineData("a   b", "a b")]
    [InlineData("a· ·b", "a b")]
    [InlineData("a · b", "a b")]
    [InlineData("   a  ", "a")]
    [InlineData("····", "")]
    [InlineData("", "")]
    public void NeighboursWithTheSameAnswerAreOne(string answers, string text)
    {
        float[] scores = [.. answers.SelectMany(answer => LineClasses.Names.Select(name => name == answer ? 5f : 0f))];
        ScoreMap map = new(scores, LineClasses.Names, 1, 2);
        Assert.Equal(text, LineDecoder.Decode(map));
        Assert.Equal(text, TextDecoder.Decode(new GrayImage(1, 1, [1]), map));
    }

    [Fact]
    public void ThereIsANameForEveryClass()
    {
        Assert.Equal(28, LineClasses.Names.Length);
        Assert.Equal(('·', ' '), (LineClasses.Names[LineClasses.Between], LineClasses.Names[LineClasses.Space]));
    }
}
