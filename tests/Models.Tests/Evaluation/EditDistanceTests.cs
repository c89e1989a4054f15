using Kiln.Models.Evaluation;

namespace Kiln.Models.Tests.Evaluation;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("", "ab", 2)]
    [InlineData("killed", "kduled", 2)]
    [InlineData("malt", "maht", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void ItIsTheFewestChanges(string a, string b, int distance)
    {
        Assert.Equal(distance, EditDistance.Of(a, b));
        Assert.Equal(distance, EditDistance.Of(b, a));
    }
}
