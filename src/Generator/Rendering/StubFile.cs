using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Rendering.Host;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>The file of a network that cannot be compiled: members that throw, so that code which uses the class still compiles and the
/// user sees the one mistake.</summary>
internal static class StubFile
{
    /// <summary>What every member does, in a class with the constant of <see cref="Reason"/>.</summary>
    public const string Throw = "throw new global::System.NotSupportedException(Broken)";

    /// <summary>The file, or none where a part added to the class would be an error itself.</summary>
    public static IEnumerable<RenderedFile> Render(ParsedNetwork network) =>
        PartFile.Render(network.Declaration.Namespace, network.Declaration.Name, network.Outline, "Stub", writer => Write(writer, network));

    private static void Write(SourceWriter writer, ParsedNetwork network)
    {
        writer.Line("/// <remarks>The declaration has a mistake, which the error list shows: nothing was compiled, and every member throws.</remarks>");
        using (writer.Block(Head(network)))
        {
            Reason(writer, network.Declaration.Name);
            foreach (PropertyOutline property in network.Outline.Properties)
            {
                writer.Line();
                Property(writer, property);
            }

            if (network.Outline.Derivable)
            {
                NetworkMembers(writer, network);
                Batches(writer, network.Declaration);
            }
        }
    }

    /// <summary>The constant that says why every member throws.</summary>
    public static void Reason(SourceWriter writer, string name) =>
        writer.Line($"private const string Broken = \"{name} was not compiled: its declaration has a mistake, which the build reports\";");

    private static string Head(ParsedNetwork network)
    {
        string head = $"partial {network.Outline.Keyword} {network.Declaration.Identifier}{network.Outline.TypeParameters}";
        if (!network.Outline.Derivable)
            return head;

        return network.Declaration.Variant switch
        {
            null => $"{head} : global::Kiln.TrainableNetwork, global::Kiln.IDeclaredNetwork",
            { IsHead: true } => $"{head} : global::Kiln.TrainableNetwork",
            { AnyExtent: true } => $"{head} : global::Kiln.MapNetwork",
            _ => $"{head} : global::Kiln.ImageNetwork",
        };
    }

    /// <summary>A declared property that throws.</summary>
    public static void Property(SourceWriter writer, PropertyOutline property)
    {
        using (writer.Block(property.Head))
        {
            foreach (string accessor in property.Accessors)
                writer.Line($"{accessor} => {Throw};");
        }
    }

    /// <summary>Constructors, and what the base class leaves abstract.</summary>
    private static void NetworkMembers(SourceWriter writer, ParsedNetwork network)
    {
        string name = network.Declaration.Identifier;
        string self = name + network.Outline.TypeParameters;
        Variant? variant = network.Declaration.Variant;
        string owner = variant is null ? self : $"global::{network.Declaration.ParametersOwner}";

        // Without a network to take them from, there is no type of parameters to ask for.
        string parameters = variant is not null && network.Declaration.ParametersOwner.Length == 0 ? "global::Kiln.ParameterSet" : $"global::Kiln.ParameterSet<{owner}>";
        bool anyExtent = variant?.AnyExtent == true;
        string maxBatch = anyExtent ? "" : "int maxBatch = 1, ";
        string arguments = anyExtent ? "null!, null!, 0" : "null!, null!, 1, 0";

        Throwing(writer, $"public {name}({parameters} parameters, {maxBatch}int threads = 0) : base({arguments})");
        Throwing(writer, $"public new {parameters} Parameters");
        Override(writer, "protected", "global::System.ReadOnlySpan<float> LayerOutput(int layer)");
        Override(writer, "protected", "void PackParameters()");
        Override(writer, "protected", "void RunPart(int part, int from, int to, int worker)");
        if (anyExtent)
        {
            Override(writer, "public", "global::Kiln.Shape Smallest");
            Override(writer, "public", "global::Kiln.Shape OutputFor(int height, int width)");
            Override(writer, "protected", "void Resize(int height, int width)");
            Override(writer, "protected", "void LoadInput(int input, global::System.ReadOnlySpan<float> map)");
            Override(writer, "protected", "global::System.ReadOnlySpan<float> RunForward()");
            return;
        }

        Override(writer, "protected", "int ScoresLayer");
        Override(writer, "protected", "void LoadInput(int input, global::System.ReadOnlySpan<float> maps, int pitch)");
        Override(writer, "protected", "void RunForward()");
        if (variant is { IsHead: false })
            return;

        Override(writer, "protected", "void RunBackward(bool imageGradient)");
        Override(writer, "protected", "void CopyInputGradient(global::System.Span<float> destination)");
        if (variant is not null)
            return;

        Throwing(writer, $"public {name}(int maxBatch = 1, int threads = 0, int seed = 0) : base({arguments})");
        Throwing(writer, "static global::Kiln.NetworkDescription global::Kiln.IDeclaredNetwork.Description");
    }

    /// <summary>The types of what a call is given, and the methods that take them.</summary>
    private static void Batches(SourceWriter writer, NetworkDeclaration network)
    {
        (string Name, Layer? Layer)[] layers = [.. network.Layers.Select(line => (line.Name, LayerCatalog.Create(line, [])))];
        string[] inputs = [.. layers.Where(layer => layer.Layer is Input).Select(layer => layer.Name).Distinct()];
        IEnumerable<(string Name, bool TakesTargets)> losses = layers.Where(layer => layer.Layer is Loss).Select(layer => (layer.Name, ((Loss)layer.Layer!).TakesTargets));
        BatchText.WriteStub(writer, inputs, network.Variant is null or { IsHead: true } ? [.. losses.Distinct()] : [], network.Variant?.AnyExtent == true, Throw);
    }

    private static void Override(SourceWriter writer, string accessibility, string member) => Throwing(writer, $"{accessibility} override {member}");

    private static void Throwing(SourceWriter writer, string head) =>
        writer.Line().Line($"{head} => {Throw};");
}
