using Kiln.Generator.Support;

namespace Kiln.Generator.Tests.Diagnostics;

public class SpellingTests
{
    [Theory]
    [InlineData("Conv1", "Pool1 Conv1 Conv2", "Conv1")]
    [InlineData("conv2", "Pool1 Conv1 Conv2", "Conv2")]
    [InlineData("Cnov2", "Pool2 Conv2 Conv12", "Conv2")]
    [InlineData("Conv22", "Conv2 Conv1", "Conv2")]
    [InlineData("X", "A B", "B")]
    [InlineData("", "Longer B", "B")]
    public void TheNearestWordTakesTheFewestChanges(string word, string known, string nearest) => Assert.Equal(nearest, Spelling.Nearest(word, known.Split(' ')));
}
