using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Blocks;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;

namespace Kiln.Generator.Graph;

/// <summary>Finds what is wrong with the lines of a block whatever its sizes and its input are, so that it is reported once, in the block, and not at every use.</summary>
internal static class BlockChecker
{
    /// <summary>The mistakes in a block's own lines.</summary>
    /// <param name="block">The block.</param>
    /// <param name="blocks">All blocks that its lines use, and those that these use.</param>
    public static IReadOnlyList<Problem> Check(BlockDeclaration block, EquatableArray<BlockDeclaration> blocks)
    {
        if (block.IsWrong || blocks.Any(other => other.IsWrong))
            return [];

        List<Problem> problems = [];
        NetworkDeclaration alone = BlockExpander.ExpandAlone(block, blocks, problems);
        if (problems.Count == 0)
            GraphBuilder.CheckLines(alone, problems);

        return [.. problems.Where(problem => IsOwn(problem, block) && !(problem.Id == "KILN0118" && IsReportedElsewhere(block, blocks)))];
    }

    /// <summary>Whether a block that stands in itself by way of others is the mistake of another one: of blocks that use each other the first by name has it.</summary>
    private static bool IsReportedElsewhere(BlockDeclaration block, EquatableArray<BlockDeclaration> blocks) => blocks.Any(other =>
        string.CompareOrdinal(other.FullName, block.FullName) < 0 && Reached(block, blocks).Contains(other) && Reached(other, blocks).Any(inner => inner.FullName == block.FullName));

    /// <summary>The blocks that the lines of one use, and those that these use.</summary>
    private static HashSet<BlockDeclaration> Reached(BlockDeclaration block, EquatableArray<BlockDeclaration> blocks)
    {
        HashSet<BlockDeclaration> reached = [];
        Stack<BlockDeclaration> open = new([block]);
        while (open.Count > 0)
        {
            foreach (LayerDeclaration line in open.Pop().Layers)
            {
                if (line.Block is not null && blocks.First(other => other.FullName == line.Block) is { } used && reached.Add(used))
                    open.Push(used);
            }
        }

        return reached;
    }

    /// <summary>Whether a problem is with a line of the block itself, and not with the example of a size.</summary>
    private static bool IsOwn(Problem problem, BlockDeclaration block) =>
        problem.Id != "KILN0123"
        && (problem.Layer is null || (!Identifiers.IsPath(problem.Layer)
            && !(problem.Id.StartsWith("KILN03", StringComparison.Ordinal)
                && block.Layers.Any(line => line.Name == problem.Layer && line.Arguments.Any(argument => argument.Size is not null)))));
}
