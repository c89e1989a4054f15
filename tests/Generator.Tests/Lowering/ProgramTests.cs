using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>Which kernels a network becomes.</summary>
public class ProgramTests
{
    [Theory]
    [InlineData("CharacterCnn")]
    [InlineData("SentenceReader")]
    [InlineData("LineReader")]
    public void TheLetterClassifierAndItsReaders(string name) =>
        GoldenFile.Check(name, Programs.Compiled($"Models.{name}", Nets.CharacterCnn).ToString() + "\n");
}
