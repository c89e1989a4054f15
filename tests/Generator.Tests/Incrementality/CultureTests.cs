using System.Globalization;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Incrementality;

/// <summary>The same text gives the same bytes wherever it is compiled.</summary>
[Collection(nameof(CultureTests))]
public class CultureTests
{
    private const string Wrong = """
        using Kiln;
        [Network] public sealed partial class Net
        {
            [Input(8, 8, 1)] public partial Layer Image { get; }
            [Conv(3, 3, 4, Pad = -1, WeightsLearningRateScale = -0.5)] public partial ConvLayer Conv1 { get; }
        }
        """;

    [Fact]
    public async Task FilesDoNotDependOnTheCulture() =>
        Assert.Equal((await GeneratorRunner.Build(Nets.CharacterCnn)).Files, (await InAnotherCulture(() => GeneratorRunner.Build(Nets.CharacterCnn))).Files);

    [Fact]
    public async Task MessagesDoNotDependOnTheCulture()
    {
        IEnumerable<string> expected = Messages(await GeneratorRunner.Build(Wrong));
        IEnumerable<string> messages = Messages(await InAnotherCulture(() => GeneratorRunner.Build(Wrong)));
        Assert.Equal(expected, messages);
        Assert.Contains(messages, message => message.Contains("-0.5", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Messages(BuildOutcome outcome) => outcome.Diagnostics.Select(diagnostic => diagnostic.GetMessage(null)).Order(StringComparer.Ordinal);

    /// <summary>A culture that writes numbers unlike any text of C#: −0,5 and 1·000.</summary>
    private static async Task<BuildOutcome> InAnotherCulture(Func<Task<BuildOutcome>> build)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "·";
        CultureInfo current = CultureInfo.CurrentCulture;
        CultureInfo? threads = CultureInfo.DefaultThreadCurrentCulture;
        (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (culture, culture);
        try
        {
            return await build();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (current, threads);
        }
    }
}

/// <summary>The culture belongs to the whole process, so no other test may run beside these.</summary>
[CollectionDefinition(nameof(CultureTests), DisableParallelization = true)]
public sealed class CultureTestsRunAlone;
