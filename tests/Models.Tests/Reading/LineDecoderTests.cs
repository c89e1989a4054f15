using Kiln.Models.Reading;

namespace Kiln.Models.Tests.Reading;

public sealed class LineDecoderTests
{
    /// <summary>Where all gaps are equally wide, the scores alone say what is a space.</summary>
    private static readonly GrayImage Paper = new(1, 1, [1]);

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
        Assert.Equal(text, LineDecoder.Decode(Paper, map));
        Assert.Equal(text, TextDecoder.Decode(Paper, map));
    }

    /// <summary>In a line whose spaces are narrow for the network, what it says for them is little, but still far from what it says between letters.</summary>
    [Theory]
    [InlineData(3, -1, "a bc")]
    [InlineData(-1, -9, "a bc")]
    [InlineData(-7, -9, "abc")]
    [InlineData(9, 7, "a b c")]
    public void TheLineDecidesWhatASpaceIs(float first, float second, string text)
    {
        float[] scores = [.. Column('a', 0), .. Column('·', first), .. Column('b', 0), .. Column('·', second), .. Column('c', 0)];
        Assert.Equal(text, LineDecoder.Decode(Paper, new ScoreMap(scores, LineClasses.Names, 1, 2)));

        static float[] Column(char answer, float forSpace)
        {
            float[] scores = new float[LineClasses.Names.Length];
            scores[LineClasses.Names.IndexOf(answer, StringComparison.Ordinal)] = answer == '·' ? 0 : 20;
            scores[LineClasses.Space] = forSpace;
            if (answer == '·')
                Array.Fill(scores, -20, 0, LineClasses.Between);
            return scores;
        }
    }

    /// <summary>The same scores in both gaps: the wider one is a space.</summary>
    [Fact]
    public void OfTwoGapsTheWiderIsASpace()
    {
        float[] scores = [.. "a··b····c".SelectMany(answer => LineClasses.Names.Select(name => name == answer ? 1f : 0f))];
        float[] pixels = [.. "#   #       #".Select(ink => ink == '#' ? 0f : 1f)];
        Assert.Equal("ab c", LineDecoder.Decode(new GrayImage(1, pixels.Length, pixels), new ScoreMap(scores, LineClasses.Names, 0, 2)));
    }

    [Fact]
    public void ThereIsANameForEveryClass()
    {
        Assert.Equal(28, LineClasses.Names.Length);
        Assert.Equal(('·', ' '), (LineClasses.Names[LineClasses.Between], LineClasses.Names[LineClasses.Space]));
    }
}
