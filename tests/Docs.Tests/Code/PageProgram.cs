using Kiln.Docs.Tests.Pages;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Docs.Tests.Code;

/// <summary>A block of C# and those that continue it: statements, which become a method, and declarations, in a namespace of their own.</summary>
/// <remarks>A block with <c>using</c> directives is a whole program and sees what it says, .NET's implicit usings, and nothing else; any other sees all namespaces of Kiln.</remarks>
internal sealed class PageProgram
{
    private const string KilnUsings =
        "using Kiln.Checkpoints; using Kiln.Data; using Kiln.Devices; using Kiln.Inspection; using Kiln.Numerics; using Kiln.Pictures; using Kiln.Training;\n";

    private readonly List<CodeBlock> blocks;

    private PageProgram(CodeBlock first, int number)
    {
        blocks = [first];
        Namespace = $"Page{number}";
    }

    /// <summary>Usings of every file, as .NET's SDK has them.</summary>
    public static string GlobalUsings => "global using System.IO; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>All programs of all pages.</summary>
    public static IReadOnlyList<PageProgram> All { get; } = Find();

    /// <summary>The namespace of its types.</summary>
    public string Namespace { get; }

    /// <summary>The method that its statements became.</summary>
    public string EntryPoint => $"{Namespace}.Statements";

    /// <summary>What it is compiled with: its page, or all pages of diagnostics.</summary>
    public string Group => blocks[0].Page.StartsWith(Page.Diagnostics, StringComparison.Ordinal) ? Page.Diagnostics : blocks[0].Page;

    /// <summary>Where it begins.</summary>
    public string Place => blocks[0].Place;

    /// <summary>What it must print, in order; empty where the page quotes nothing.</summary>
    public List<CodeBlock> Printed { get; } = [];

    /// <summary>Why it is not run; null if it is.</summary>
    public string? NotRun => blocks.Select(block => block.Rules.GetValueOrDefault(CodeBlock.NotRun)).FirstOrDefault(reason => reason is not null);

    /// <summary>Whether it does something.</summary>
    public bool HasStatements => Parts.Any(part => Parse(part.Text).Members.Any(member => member is GlobalStatementSyntax));

    /// <summary>The file to compile. Lines that come from a page keep its name and numbers.</summary>
    public string Text
    {
        get
        {
            (string Text, string Page, int Line)[] parts = [.. Parts];
            bool isWhole = Parse(blocks[0].Text).Usings.Count > 0;
            string usings = string.Concat(parts.SelectMany(part => Parse(part.Text).Usings.Select(directive => directive.ToString() + "\n")).Distinct());
            string statements = string.Concat(parts.Select(part => Pick(part, member => member is GlobalStatementSyntax)));
            string types = string.Concat(parts.Select(part => Pick(part, member => member is not GlobalStatementSyntax)));
            return $"namespace {Namespace};\n{(isWhole ? "" : KilnUsings)}{usings}\ninternal static class Statements\n{{\npublic static void Run()\n{{\n{statements}}}\n}}\n{types}";
        }
    }

    private IEnumerable<(string Text, string Page, int Line)> Parts => blocks.SelectMany(block => new[]
    {
        (block.Rules.GetValueOrDefault(CodeBlock.Given, ""), $"{block.Page} (given)", block.Line),
        (block.Text, block.Page, block.Line),
    });

    private static List<PageProgram> Find()
    {
        List<PageProgram> programs = [];
        foreach (Page page in Page.All)
        {
            PageProgram? last = null;
            foreach (CodeBlock block in page.IsOfDiagnostic ? page.Blocks.Skip(1) : page.Blocks)
            {
                if (block.Has(CodeBlock.Printed))
                    (last ?? throw new InvalidDataException($"{block.Place}: no program in front of it prints this")).Printed.Add(block);
                else if (block.Language != "csharp" || block.Has(CodeBlock.Within) || block.Has(CodeBlock.Emitted))
                    continue;
                else if (block.Has(CodeBlock.Continues))
                    (last ?? throw new InvalidDataException($"{block.Place}: there is no block to continue")).blocks.Add(block);
                else
                    programs.Add(last = new PageProgram(block, programs.Count));
            }
        }

        return programs;
    }

    private static CompilationUnitSyntax Parse(string text) => SyntaxFactory.ParseCompilationUnit(text);

    private static string Pick((string Text, string Page, int Line) part, Func<MemberDeclarationSyntax, bool> which)
    {
        CompilationUnitSyntax unit = Parse(part.Text);
        return string.Concat(unit.Members.Where(which).Select(member =>
            $"#line {part.Line + unit.SyntaxTree.GetLineSpan(member.FullSpan).StartLinePosition.Line} \"{part.Page}\"\n{member.ToFullString().TrimEnd()}\n"));
    }
}
