using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests;

public class NetworkCompilerTests
{
    [Fact]
    public void AFailingPassBecomesAProblemAndAStub()
    {
        ParsedNetwork network = Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn);

        CompiledNetwork compiled = NetworkCompiler.Compile(network, (_, _) => throw new InvalidOperationException("a pass\nfailed"));

        Assert.Equal(new Problem("KILN0901", null, null, "Models.CharacterCnn", "InvalidOperationException", "a pass failed"), Assert.Single(compiled.Problems));
        Assert.Equal("Models.CharacterCnn.Stub.g.cs", Assert.Single(compiled.Files).HintName);
    }
}
