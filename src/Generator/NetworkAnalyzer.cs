using System.Collections.Generic;
using System.Collections.Immutable;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kiln.Generator;

/// <summary>Reports what is wrong with declared networks, on the attributes themselves. It runs the compiler that the generator runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Networks in generated files are compiled like any other, so their mistakes must show too.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        context.RegisterCompilationStartAction(start => start.RegisterOperationAction(new LayerReads().Analyze, OperationKind.PropertyReference));
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        IReadOnlyList<Problem> problems = DeclarationParser.Parse(type) is { } network ? NetworkCompiler.Check(network)
            : BlockParser.Parse(type) is { } block ? BlockCompiler.Check(block)
            : [];
        foreach (Problem problem in problems)
        {
            // The generator fails on the same class and says so.
            if (problem.Id != NetworkCompiler.Failed && ProblemLocator.Locate(problem, type, context.Compilation) is { } location)
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.ById(problem.Id), location, [.. problem.Arguments]));
        }
    }
}
