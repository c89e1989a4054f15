using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Kiln.Docs.Tests.Pages;
using Kiln.Inspection;
using Xunit.Abstractions;

namespace Kiln.Docs.Tests.Code;

/// <summary>Every block of C# compiles as it stands on its page; its programs run and print what the page says.</summary>
/// <param name="build">All of them, compiled.</param>
/// <param name="log">Says what is compiled alone.</param>
[Collection(Page.WorkingDirectory)]
public sealed partial class ProgramTests(PageBuild build, ITestOutputHelper log) : IClassFixture<PageBuild>
{
    /// <summary>Numbers with a decimal point may differ by as much: vectors of another width round otherwise.</summary>
    private const double Tolerance = 0.02;

    public static TheoryData<string> Programs => new(PageProgram.All.Where(program => program.HasStatements && program.NotRun is null).Select(program => program.Place));

    public static TheoryData<string> Groups => new(PageBuild.Groups);

    [Theory]
    [MemberData(nameof(Programs))]
    public void AProgramRunsAndPrintsWhatItsPageSays(string place)
    {
        PageProgram program = PageProgram.All.Single(one => one.Place == place);

        string printed = Run(build.Assembly(program.Group).GetType(program.EntryPoint, throwOnError: true)!.GetMethod("Run")!);

        if (program.Printed.Count != 0)
            AssertSame(string.Concat(program.Printed.Select(block => block.Text)), printed, program.Printed.Any(block => block.Rules[CodeBlock.Printed] == "roughly"));
    }

    [Fact]
    public void ProgramsThatAreNotRunSayWhy()
    {
        foreach (PageProgram program in PageProgram.All.Where(program => program.NotRun is not null))
        {
            log.WriteLine($"compiled, not run: {program.Place}: {program.NotRun}");
            Assert.NotEqual("", program.NotRun);
        }
    }

    /// <summary>All of a page compiles, without a warning; and what it declares is not only accepted: each network computes something finite, and each that an attribute or an
    /// example is shown by has finite derivatives.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void NetworksOfAPageCompute(string group)
    {
        foreach (Type type in build.Assembly(group).GetTypes().Where(type => type.IsSubclassOf(typeof(TrainableNetwork))))
        {
            using TrainableNetwork network = Drawn(type);
            float[] images = [.. Enumerable.Range(0, network.Description.InputFloats).Select(i => MathF.Sin(i))];
            Assert.All(network.Forward(images).ToArray(), score => Assert.True(float.IsFinite(score), type.FullName));
            if (group != Page.Diagnostics && network.Description.Layers.Any(layer => layer.IsLoss))
                Assert.All(new DerivativeCheck(network, seed: 1).Run(), result => Assert.True(float.IsFinite((float)result.Computed), $"{type.FullName}: {result}"));
        }
    }

    /// <summary>A network with random weights; a head has those of its network.</summary>
    private static TrainableNetwork Drawn(Type type)
    {
        if (type.GetConstructor([typeof(int), typeof(int), typeof(int)]) is { } own)
            return (TrainableNetwork)own.Invoke([DerivativeCheck.MaxBatch, 1, 1]);

        ConstructorInfo shared = type.GetConstructors().Single();
        object parameters = Activator.CreateInstance(shared.GetParameters()[0].ParameterType, 1)!;
        return (TrainableNetwork)shared.Invoke([parameters, DerivativeCheck.MaxBatch, 1]);
    }

    /// <summary>Lines are equal but for the last digits of numbers, or but for all numbers.</summary>
    private static void AssertSame(string expected, string actual, bool roughly)
    {
        string[] wanted = expected.TrimEnd().Split('\n'), lines = actual.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Func<string, string> shape = roughly ? line => Regex.Replace(Shape(line), @"\d+", "#") : Shape;
        Assert.True(wanted.Select(shape).SequenceEqual(lines.Select(shape)), $"the page says\n{expected}but it prints\n{actual}");
        foreach ((string first, string second) in roughly ? [] : wanted.Zip(lines))
            Assert.True(Numbers(first).Zip(Numbers(second)).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.First))), $"the page says\n{first}\nbut it is\n{second}");
    }

    /// <summary>A line with all that rounding may change left out.</summary>
    private static string Shape(string line) => Regex.Replace(Number().Replace(line, "#"), " +", " ");

    private static double[] Numbers(string line) => [.. Number().Matches(line).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    /// <summary>Programs write files where they stand.</summary>
    private static string Run(MethodInfo statements)
    {
        TextWriter console = Console.Out;
        string directory = Environment.CurrentDirectory;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kiln-page-");
        using StringWriter printed = new(CultureInfo.InvariantCulture);
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            Console.SetOut(printed);
            statements.Invoke(null, []);
            return printed.ToString();
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"{error.InnerException!.Message} after printing\n{printed}", error.InnerException);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = directory;
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"-?\d+\.\d+")]
    private static partial Regex Number();
}
