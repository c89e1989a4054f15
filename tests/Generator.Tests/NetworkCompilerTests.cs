using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Rendering;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests;

public class NetworkCompilerTests
{
    [Fact]
    public void AFailingPassBecomesAProblemAndAStub()
    {
        ParsedNetwork network = Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn);

        CompiledNetwork compiled = NetworkCompiler.Compile(network, new FailingBackEnd());

        Assert.Equal(new Problem("KILN0901", null, null, "Models.CharacterCnn", "InvalidOperationException", "a pass failed"), Assert.Single(compiled.Problems));
        Assert.Equal("Models.CharacterCnn.Stub.g.cs", Assert.Single(compiled.Files).HintName);
    }

    private sealed class FailingBackEnd : IBackEnd
    {
        public bool MayExceedLimits(NetworkGraph graph) => false;

        public Problem? Check(KernelProgram program) => null;

        public IReadOnlyDictionary<string, string> NotStored(KernelProgram program) => throw new InvalidOperationException("not asked for");

        public IReadOnlyList<RenderedFile> Compile(KernelProgram program, ICollection<Problem> problems) => throw new InvalidOperationException("a pass\nfailed");
    }
}
