using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator;

/// <summary>Adds the compiled form of every declared network. Mistakes are reported by <see cref="NetworkAnalyzer"/>, where the code is live.</summary>
/// <remarks>A failure of the compiler is reported here: the analyzer plans and writes no kernels, and might not see it.</remarks>
[Generator]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Compile(context, AttributeNames.Network);
        Compile(context, AttributeNames.InferenceOf);
        Compile(context, AttributeNames.HeadOf);
        CompileBlocks(context);
    }

    private static void CompileBlocks(IncrementalGeneratorInitializationContext context) => Add(context, context.SyntaxProvider
        .ForAttributeWithMetadataName(AttributeNames.Block, (node, _) => node is TypeDeclarationSyntax, (match, _) => BlockParser.Parse((INamedTypeSymbol)match.TargetSymbol))
        .WithTrackingName(TrackingNames.Parsed)
        .Where(block => block is not null)
        .Select((block, _) => BlockCompiler.Compile(block!))
        .WithTrackingName(TrackingNames.Compiled));

    private static void Compile(IncrementalGeneratorInitializationContext context, string attributeName)
    {
        IncrementalValuesProvider<CompiledNetwork> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(attributeName, (node, _) => node is TypeDeclarationSyntax, (match, _) => Parse(match))
            .WithTrackingName(TrackingNames.Parsed)
            .Where(network => network is not null)
            .Select((network, _) => NetworkCompiler.Compile(network!))
            .WithTrackingName(TrackingNames.Compiled);

        Add(context, networks);
    }

    private static void Add(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<CompiledNetwork> compiled) =>
        context.RegisterSourceOutput(compiled, (output, network) =>
        {
            foreach (RenderedFile file in network.Files)
                output.AddSource(file.HintName, file.Text);

            foreach (Problem problem in network.Problems.Where(problem => problem.Id == NetworkCompiler.Failed))
                output.ReportDiagnostic(Diagnostic.Create(Descriptors.ById(problem.Id), Location.None, [.. problem.Arguments]));
        });

    /// <summary>A class that carries several of the attributes matches several times, and is compiled once.</summary>
    private static ParsedNetwork? Parse(GeneratorAttributeSyntaxContext match)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)match.TargetSymbol;
        SyntaxReference? declaring = DeclarationParser.DeclaringAttribute(type)?.ApplicationSyntaxReference;
        SyntaxReference? matched = match.Attributes[0].ApplicationSyntaxReference;
        return declaring?.SyntaxTree == matched?.SyntaxTree && declaring?.Span == matched?.Span ? DeclarationParser.Parse(type) : null;
    }
}
