using System;
using System.Collections.Concurrent;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kiln.Generator;

/// <summary>Finds code that reads an output or a gradient which its network does not store: <c>net.Stage1.Rest[0].Conv1.Output</c>. What a variable holds is not
/// followed; there the exception says the same.</summary>
internal sealed class LayerReads
{
    /// <summary>A network is planned once a compilation, and only if some code reads its layers.</summary>
    private readonly ConcurrentDictionary<INamedTypeSymbol, Lazy<LayerStorage?>> networks = new(SymbolEqualityComparer.Default);

    public void Analyze(OperationAnalysisContext context)
    {
        IPropertyReferenceOperation read = (IPropertyReferenceOperation)context.Operation;
        bool isOutput = read.Property.Name == "Output", isGradient = read.Property.Name == "Gradient";
        if (!(isOutput || isGradient) || !AttributeReader.IsNamed(read.Property.ContainingType, AttributeNames.LayerBase) || read.Instance is null)
            return;

        if (Path(read.Instance) is not var (network, path, property) || Storage(network) is not { } storage)
            return;

        if (isOutput && storage.NotStored.TryGetValue(path, out string? reason))
            Report("KILN0214", reason, property);
        else if (isGradient && !storage.Trains)
            Report("KILN0215", $"{Identifiers.Escape(network.Name)} only infers", "ask the network that trains");
        else if (isGradient && !storage.Gradients.Contains(path))
            Report("KILN0215", "it is not kept", $"declare {property} with KeepGradient = true");

        void Report(string id, string why, string mend) =>
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.ById(id), read.Syntax.GetLocation(), path, why, mend));
    }

    private LayerStorage? Storage(INamedTypeSymbol network) => networks.GetOrAdd(
        network, type => new Lazy<LayerStorage?>(() => DeclarationParser.Parse(type) is { } parsed ? NetworkCompiler.Storage(parsed) : null)).Value;

    /// <summary>The network that a chain of properties begins at, the path of the layer at its end, and the property that declares the layer; null if it is no such chain.</summary>
    private static (INamedTypeSymbol Network, string Path, string Property)? Path(IOperation layer)
    {
        string path = "", separator = "", property = "";
        for (IOperation? part = layer; ;)
        {
            if (part is IConversionOperation { IsImplicit: true } or IParenthesizedOperation)
            {
                part = part.ChildOperations.First();
                continue;
            }

            if (part is not IPropertyReferenceOperation reference)
                return null;

            INamedTypeSymbol owner = reference.Property.ContainingType;
            if (reference.Property.IsIndexer && AttributeReader.IsNamed(owner.OriginalDefinition, AttributeNames.BlockListBase))
            {
                // An index that is computed stands for the first repeat: what is stored of one is stored of all, but where neighbours differ.
                int index = reference.Arguments[0].Value.ConstantValue is { HasValue: true, Value: int number } ? number : 0;
                (path, separator) = (FormattableString.Invariant($"[{index}]{separator}{path}"), "");
            }
            else if (AttributeReader.Find(owner, AttributeNames.Block) is not null && reference.Property.GetAttributes().Any(AttributeReader.IsLayer))
            {
                property = property.Length == 0 ? reference.Property.Name : property;
                (path, separator) = ($"{reference.Property.Name}{separator}{path}", ".");
            }
            else
            {
                property = property.Length == 0 ? reference.Property.Name : property;
                return DeclarationParser.DeclaringAttribute(owner) is null ? null : (owner, $"{reference.Property.Name}{separator}{path}", property);
            }

            part = reference.Instance;
        }
    }
}
