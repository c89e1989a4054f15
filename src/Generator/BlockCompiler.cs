using System;
using System.Collections.Generic;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Rendering;
using Kiln.Generator.Support;

namespace Kiln.Generator;

/// <summary>What becomes of a class marked <c>[Block]</c>: it is checked by itself, and gets handles to its layers. Its kernels are those of the networks that use it.</summary>
internal static class BlockCompiler
{
    public static CompiledNetwork Compile(ParsedBlock block)
    {
        IReadOnlyList<Problem> problems = Check(block);
        return new CompiledNetwork(
            new EquatableArray<RenderedFile>(BlockFile.Render(block, block.Block.IsWrong || problems.Count > 0)), new EquatableArray<Problem>(problems));
    }

    /// <summary>What is wrong with a block.</summary>
    public static IReadOnlyList<Problem> Check(ParsedBlock block)
    {
        using InvariantCulture culture = InvariantCulture.Enter();
        try
        {
            return block.Problems.Count > 0 || block.Reported ? block.Problems : BlockChecker.Check(block.Block, block.Blocks);
        }
        catch (Exception exception)
        {
            return [NetworkCompiler.Failure(block.Block.FullName, exception)];
        }
    }
}
