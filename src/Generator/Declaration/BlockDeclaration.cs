using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;

namespace Kiln.Generator.Declaration;

/// <summary>A block as written.</summary>
/// <param name="FullName">Namespace and name as C# writes them.</param>
/// <param name="Sizes">Its sizes in their order.</param>
/// <param name="Layers">Its lines in textual order, the input among them.</param>
/// <param name="IsPublic">Whether other projects see the class.</param>
/// <param name="IsWrong">Whether its class has a mistake, which is reported there.</param>
internal sealed record BlockDeclaration(string FullName, EquatableArray<BlockSize> Sizes, EquatableArray<LayerDeclaration> Layers, bool IsPublic, bool IsWrong)
{
    /// <summary>The class's name as C# writes it.</summary>
    public string Identifier => FullName.Substring(FullName.LastIndexOf('.') + 1);
}

/// <summary>One size of a block.</summary>
/// <param name="Name">The constant.</param>
/// <param name="Example">The value that is written there.</param>
internal readonly record struct BlockSize(string Name, int Example);

/// <summary>What the parser found in a class marked <c>[Block]</c>.</summary>
/// <param name="Block">The block itself.</param>
/// <param name="Namespace">As C# writes it; empty for the global one.</param>
/// <param name="Blocks">All blocks that its lines use, and those that these use.</param>
/// <param name="Outline">The C# around it.</param>
/// <param name="Problems">Mistakes in the declaration itself.</param>
/// <param name="Reported">Whether a mistake shows elsewhere already.</param>
internal sealed record ParsedBlock(
    BlockDeclaration Block, string Namespace, EquatableArray<BlockDeclaration> Blocks, ClassOutline Outline, EquatableArray<Problem> Problems, bool Reported);
