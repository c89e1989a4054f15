using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Rendering.Host;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>The part that is added to a block's class: the handles to the layers of one use. A block has no kernels of its own.</summary>
internal static class BlockFile
{
    /// <summary>The file, or none where a part added to the class would be an error itself.</summary>
    /// <param name="parsed">The block.</param>
    /// <param name="isWrong">Whether it has a mistake, so that its members throw.</param>
    public static IEnumerable<RenderedFile> Render(ParsedBlock parsed, bool isWrong) =>
        PartFile.Render(parsed.Namespace, parsed.Block.Identifier, parsed.Outline, "Block", w => Write(w, parsed, isWrong));

    private static void Write(SourceWriter w, ParsedBlock parsed, bool isWrong)
    {
        ClassOutline outline = parsed.Outline;
        string name = parsed.Block.Identifier;
        using (w.Block($"partial {outline.Keyword} {name}{outline.TypeParameters}{(outline.Derivable ? " : global::Kiln.Block" : "")}"))
        {
            if (isWrong)
            {
                StubFile.Reason(w, name);
                w.Line();
            }

            if (outline.Derivable)
            {
                w.Line("/// <summary>Called by generated code: one use of the block.</summary>");
                w.Line($"internal {name}(global::Kiln.Network network, string path, global::Kiln.Layer input)");
                w.Line("    : base(network, path, input)");
                using (w.Block())
                {
                }

                w.Line();
                w.Line("/// <inheritdoc/>");
                w.Line($"public override global::Kiln.Layer Output => {(isWrong ? StubFile.Throw : UseText.Output(parsed.Block.Layers[parsed.Block.Layers.Count - 1]))};");
            }

            foreach (PropertyOutline property in outline.Properties)
            {
                w.Line();
                if (isWrong)
                    StubFile.Property(w, property);
                else
                    Property(w, property, parsed.Block);
            }
        }
    }

    private static void Property(SourceWriter w, PropertyOutline property, BlockDeclaration block)
    {
        LayerDeclaration line = block.Layers.First(layer => layer.Name == property.Name);
        if (line.Block is not null)
            UseText.Write(w, property.Head, block.Layers, line, ("Network", "Path + \".\" + "));
        else
            w.Line($"{property.Head} => {(line.Kind == "Input" ? "Input" : $"Find<global::{line.PropertyType}>(\"{line.Name}\")")};");
    }
}
